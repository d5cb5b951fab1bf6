package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Tests how the engine handles builds of Jenkins: it reports a state only after Jenkins has saved it. Also tests
 * passwords and logs on disk.
 */
@WithJenkins
class JenkinsBuildEdgeCasesTest {
    private final JenkinsRuleEngine ruleEngine = new JenkinsRuleEngine();
    private JenkinsRule jenkins;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
    }

    /**
     * A kill before the first save leaves no build, and the number is skipped. We do not save earlier, because that
     * would leave a build that never ends.
     */
    @Test
    void theNumberIsReportedOnlyAfterTheFirstSave() throws Exception {
        EngineTestProject project =
                EngineTestProject.createWithJob(ruleEngine, EngineTestProject.steps("echo 'hello'"));
        job(project).setDefinition(new BlockingFlowDefinition());
        RunRequest run = project.start();
        BlockingFlowDefinition.awaitFetch();
        WorkflowRun build = job(project).getLastBuild();
        assertThat(build.isBuilding()).isTrue();
        assertThat(record(build)).doesNotExist();
        RunSnapshot early = project.find(run);
        assertThat(early.state()).isEqualTo(State.QUEUED);
        assertThat(early.number()).isEmpty();
        assertThat(ruleEngine.engine().runs().start(run).number()).isEmpty();
        BlockingFlowDefinition.releaseFetch();
        assertThat(project.awaitEnd(run).number()).hasValue(build.getNumber());
        assertThat(ruleEngine.userActions().countBuilds(project.job)).isEqualTo(1);
    }

    /** A build that is interrupted while its Jenkinsfile is fetched ends and causes an event. */
    @Test
    void aRunStoppedDuringTheFetchOfItsJenkinsfileEnds() throws Exception {
        EngineTestProject project =
                EngineTestProject.createWithJob(ruleEngine, EngineTestProject.steps("echo 'hello'"));
        job(project).setDefinition(new BlockingFlowDefinition());
        RunRequest run = project.start();
        BlockingFlowDefinition.awaitFetch();
        ruleEngine.engine().runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isIn(RunResult.ABORTED, RunResult.FAILURE);
    }

    /**
     * Jenkins reports the end of a build before it saves the end. If Jenkins is killed between the report and the save,
     * the build continues after the restart.
     */
    @Test
    void aRunEndsOnlyAfterItsBuildWasSaved() throws Exception {
        EngineTestProject project =
                EngineTestProject.createWithJob(ruleEngine, EngineTestProject.steps("echo 'hello'"));
        List<RunSnapshot> seen = Collections.synchronizedList(new ArrayList<>());
        RunListener<Run<?, ?>> snapshotListener = new RunListener<>() {
            @Override
            public void onCompleted(Run<?, ?> build, TaskListener listener) {
                PipelineRunRef run = PipelineRunAction.findRun(build).orElseThrow();
                seen.add(ruleEngine.engine().runs().find(project.job, run).orElseThrow());
            }
        };
        RunListener.all().add(snapshotListener);
        try {
            assertThat(project.awaitEnd(project.start()).result()).isEqualTo(RunResult.SUCCESS);
        } finally {
            RunListener.all().remove(snapshotListener);
        }
        assertThat(seen).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.state()).isEqualTo(State.UNDECIDED);
            assertThat(snapshot.number()).hasValue(1);
        });
    }

    /**
     * Jenkins writes a posted config.xml to disk unchanged, so a plain password would stay there until the next save.
     */
    @Test
    void aPasswordIsNeverOnDiskAsPlainText() throws Exception {
        EngineTestProject project = EngineTestProject.createWithFolder(ruleEngine);
        var spec = EngineTestProject.spec(
                "",
                false,
                EngineTestProject.steps("sh 'echo length ${#TOKEN}'"),
                EngineTestProject.parameter("TOKEN", "password", "clear-default"));
        project.ensure(spec);
        Path document = job(project).getConfigFile().getFile().toPath();
        assertThat(Files.readString(document)).contains("TOKEN").doesNotContain("clear-default");
        RunRequest run = project.start(new RunParameter("TOKEN", "clear-given"));
        project.awaitEnd(run);
        assertThat(project.log(run)).contains("length " + "clear-given".length());
        assertThat(Files.readString(record(job(project).getLastBuild())))
                .contains("TOKEN")
                .doesNotContain("clear-given");
        job(project).save();
        try (SaveCounter saves = new SaveCounter()) {
            project.ensure(spec);
            assertThat(saves.count()).as("saves").isZero();
        }
    }

    /** While a build runs, Jenkins returns only whole lines of its log, and none if the last line is incomplete. */
    @Test
    void anIncompleteLineIsReadAfterItsEnd(@TempDir Path folder) throws Exception {
        Path releaseFile = folder.resolve("go");
        EngineTestProject project = EngineTestProject.createWithJob(
                ruleEngine,
                EngineTestProject.steps(
                        "sh 'set +x; printf begun; while [ ! -e " + releaseFile + " ]; do sleep 0.2; done; echo'"));
        RunRequest run = project.start();
        await("the build exists").until(() -> job(project).getLastBuild() != null);
        Path log = job(project).getLastBuild().getRootDir().toPath().resolve("log");
        await("the line has begun").until(() -> text(log).endsWith("begun"));
        assertThat(project.log(run)).contains("[Pipeline] sh").doesNotContain("begun");
        Files.writeString(releaseFile, "");
        project.awaitEnd(run);
        assertThat(project.log(run)).contains("begun\n");
    }

    /** Jenkins also calls the listeners of other plugins. An error in one of them must not affect our run. */
    @Test
    void aFailingListenerOfAnotherPluginDoesNotPreventTheEndOfARun() throws Exception {
        EngineTestProject project =
                EngineTestProject.createWithJob(ruleEngine, EngineTestProject.steps("echo 'hello'"));
        RunListener<Run<?, ?>> broken = new RunListener<>() {
            @Override
            public void onStarted(Run<?, ?> build, TaskListener listener) {
                throw new IllegalStateException("This listener is broken on purpose");
            }

            @Override
            public void onFinalized(Run<?, ?> build) {
                throw new IllegalStateException("This listener is broken on purpose");
            }
        };
        ExtensionList<RunListener> listeners = RunListener.all();
        listeners.add(0, broken);
        try {
            assertThat(project.awaitEnd(project.start()).number()).hasValue(1);
        } finally {
            listeners.remove(broken);
        }
    }

    private WorkflowJob job(EngineTestProject project) {
        return jenkins.jenkins.getItemByFullName(project.job.toString(), WorkflowJob.class);
    }

    private static Path record(WorkflowRun build) {
        return build.getRootDir().toPath().resolve("build.xml");
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
