package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngineTestCase;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the git step with a local repository. Malicious arguments must not run commands. */
class GitStepTest extends EmbeddedEngineTestCase {
    @TempDir
    private Path temp;

    private Path repository;

    @BeforeEach
    void createRepository() throws Exception {
        repository = Files.createDirectory(temp.resolve("it's a \"repository\""));
        git("init -q -b main .");
        commit("main");
        git("checkout -q -b feature/x");
        commit("feature");
    }

    @Test
    void checksOutABranchAndGivesItsCommit() throws Exception {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("script { def got = git url: " + url() + ", branch: 'feature/x', poll: false\n"
                        + "echo \"${got.GIT_BRANCH} ${got.GIT_COMMIT.length()}\" }\n"
                        + "sh 'set +x; cat file.txt; git status --short --branch'\n"
                        + "writeFile file: 'file.txt', text: 'changed'\n dir('again') { git url: " + url()
                        + ", branch: 'main'\n sh 'cat file.txt' }\n"
                        + "git url: " + url() + ", branch: 'main'\n sh 'cat file.txt'"));
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run))
                .containsSubsequence(
                        "Cloning repository " + repository,
                        " > git init",
                        "Checking out Revision ",
                        " (refs/remotes/origin/feature/x)",
                        "Commit message: \"feature\"",
                        "origin/feature/x 40",
                        "\nfeature\n## feature/x",
                        "\nmain\n",
                        "\nmain\n");
        commit("later");
        RunRequest again = project.start();
        project.awaitEnd(again);
        assertThat(project.log(again)).contains("\nlater\n");
    }

    @Test
    void branchThatIsNotThereIsNamed() {
        assertThat(end("git " + url()).message())
                .isEqualTo("stage \"Build\": git: the repository " + repository + " has no branch \"master\"");
    }

    @Test
    void repositoryThatIsNotThereFailsWithTheOutputOfGit() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("git '/no/such/repository'"));
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).message())
                .isEqualTo(
                        "stage \"Build\": git: cannot check out /no/such/repository: git ended with status 128; see its output"
                                + " in the log");
        assertThat(project.log(run)).contains("fatal: '/no/such/repository'");
    }

    @Test
    void optionsOfGitAreRefused() {
        assertThat(end("git url: '--upload-pack=touch /tmp/x', branch: 'main'").message())
                .isEqualTo("stage \"Build\": git: \"url\" must not be empty or begin with a dash:"
                        + " \"--upload-pack=touch /tmp/x\"");
        assertThat(end("git url: " + url() + ", branch: '--orphan'").message())
                .isEqualTo("stage \"Build\": git: \"branch\" must not be empty or begin with a dash: \"--orphan\"");
        assertThat(end("git url: " + url() + ", branch: 'main', credentialsId: 'bot'")
                        .message())
                .isEqualTo("stage \"Build\": git: the embedded engine does not know the argument \"credentialsId\"; use"
                        + " ./run --jenkins for it");
    }

    @Test
    void valuesOfTheStepAreNotExecuted() {
        Path createdFile = temp.resolve("created-by-injection");
        for (String url : new String[] {
            "ext::sh -c touch% " + createdFile,
            "$(touch " + createdFile + ")",
            "a; touch " + createdFile,
            "file:///none`touch " + createdFile + "`"
        }) {
            RunSnapshot end = end("withEnv(['GIT_ALLOW_PROTOCOL=ext']) { git url: '" + url.replace("$", "\\$") + "' }");
            assertThat(end.result()).as(url).isEqualTo(RunResult.FAILURE);
            assertThat(end("git url: " + url() + ", branch: '" + url.replace("$", "\\$") + "'")
                            .result())
                    .as(url)
                    .isEqualTo(RunResult.FAILURE);
        }
        assertThat(createdFile).doesNotExist();
    }

    @Test
    void checkOutThatHangsIsStoppedWithItsProcesses() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "git://127.0.0.1:" + silent.getLocalPort() + "/a";
            EngineTestProject project =
                    EngineTestProject.createWithJob(this, EngineTestProject.steps("git '" + url + "'"));
            RunRequest run = project.start();
            silent.accept();
            engine.runs().stop(project.job, run.run());
            assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
            await("the git processes have ended").until(() -> ProcessHandle.current()
                    .descendants()
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").contains(url)));
        }
    }

    private void commit(String text) throws Exception {
        Files.writeString(repository.resolve("file.txt"), text + "\n");
        git("add file.txt");
        git("-c user.name=a -c user.email=a@example.com -c commit.gpgsign=false commit -q -m " + text);
    }

    /** The URL as a literal of Groovy. */
    private String url() {
        return "'" + repository.toString().replace("'", "\\'") + "'";
    }

    private void git(String arguments) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(("git " + arguments).split(" "))
                .directory(repository.toFile())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).isZero();
    }

    private RunSnapshot end(String steps) {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps(steps));
        return project.awaitEnd(project.start());
    }
}
