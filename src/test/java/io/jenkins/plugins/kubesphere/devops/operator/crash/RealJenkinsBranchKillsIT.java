package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ServedGitRepository;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real controller (SIGKILL) while runs of branches of a real repository are queued or running, while the
 * repository is scanned, and while jobs of branches are deleted and created again. Needs {@code -Djenkins.war}, {@code
 * -Djenkins.plugins} and git. {@code -Dkills} and {@code -Dseed} have the same meaning as for {@link OperatorKillsIT};
 * by default, there is one kill at each moment.
 */
@WithCluster
class RealJenkinsBranchKillsIT {
    private static final int KILLS = Integer.getInteger("kills", Moment.values().length);
    private static final long SEED =
            Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final int SECOND = 1000;
    private static final String PIPELINE = "repo";

    /** A branch with one build at a time. */
    private static final String SEQUENTIAL = "sequential";

    private static final List<String> BRANCHES = List.of("main", "feat/x", "中文测试分支");

    /** Branches that are deleted and created again. Jenkins keeps the job of the second, because it was built last. */
    private static final List<String> RECREATED = List.of("fix/reborn", "kept");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final String namespace = TestNamespace.randomName();
    private final Random random = new Random(SEED);
    private final Set<String> runIds = new HashSet<>();
    private ServedGitRepository git;
    private JenkinsController controller;
    private BuildStepRecorder probe;
    private CrashTestProject project;
    private CrashAssertions checks;
    private int commits;
    private int interruptedScans;
    private boolean passed;

    /** What happens at the time of the kill. */
    private enum Moment {
        /** One run of a branch builds, and two wait for it. */
        QUEUED,
        /** One run of each branch builds. */
        RUNNING,
        /** Each branch has a new commit and a new run. */
        SCANNED,
        /** Runs wait for branches that were deleted and are created again. */
        RECREATED
    }

    @BeforeEach
    void startController(KubernetesCluster cluster, KubernetesClient client, TestNamespace system) throws IOException {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        probe = new BuildStepRecorder(Files.createDirectory(folder.resolve("probe")));
        git = ServedGitRepository.createIn(folder.resolve("repository"));
        Stream.of(BRANCHES, RECREATED)
                .flatMap(List::stream)
                .forEach(branch -> git.commit(branch, "Jenkinsfile", probe.branchJenkinsfile("", 4)));
        git.commit(SEQUENTIAL, "Jenkinsfile", probe.branchJenkinsfile("disableConcurrentBuilds()", 1));
        // The longer a scan takes, the more often a kill interrupts it.
        IntStream.range(0, 20).forEach(i -> git.commit("bare-" + i, "README", "no Jenkinsfile here"));
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        controller = JenkinsControllerInstaller.install(
                files, folder.resolve("home"), kubeconfig, List.of(namespace), system.name());
        controller.start();
        project = new CrashTestProject(client, namespace, probe);
        checks = new CrashAssertions(controller, project, probe, SEED);
        project.createMultiBranchPipeline(PIPELINE, git.url());
    }

    @AfterEach
    void stopController() {
        // After a failure, everything is kept for the analysis.
        if (passed) {
            project.close();
        }
        if (controller != null) {
            controller.close();
        }
        if (git != null) {
            git.close();
        }
    }

    @Test
    void eachRunHasExactlyOneBuildOnItsBranch() throws IOException {
        System.out.println("RealJenkinsBranchKillsIT: -Dseed=" + SEED + " -Dkills=" + KILLS);
        int runs = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Moment moment = Moment.values()[kill % Moment.values().length];
            for (PipelineRun run : createRunsAndKill(moment, "kill-" + kill)) {
                assertOneBuildOnBranch(checks.awaitEnd(run), moment);
                runs++;
            }
        }
        System.out.println(
                "RealJenkinsBranchKillsIT: " + runs + " runs: " + checks + ", interrupted scans: " + interruptedScans);
        passed = true;
    }

    /** Creates runs, kills the controller at the given moment, and starts it again. */
    private List<PipelineRun> createRunsAndKill(Moment moment, String prefix) throws IOException {
        return switch (moment) {
            case QUEUED -> {
                List<PipelineRun> runs = createRuns(prefix, List.of(SEQUENTIAL, SEQUENTIAL, SEQUENTIAL));
                killWithin(3 * SECOND);
                yield runs;
            }
            case RUNNING -> {
                List<PipelineRun> runs = createRuns(prefix, BRANCHES);
                runs.forEach(run -> probe.awaitStarted(run.getMetadata().getName()));
                killWithin(3 * SECOND);
                yield runs;
            }
            case SCANNED -> {
                BRANCHES.forEach(this::commitChange);
                List<PipelineRun> runs = createRuns(prefix, BRANCHES);
                killDuringScan();
                yield runs;
            }
            case RECREATED -> recreateBranchesAndKill(prefix);
        };
    }

    /** Kills the controller while Jenkins deletes the jobs of two branches, or while it creates them again. */
    private List<PipelineRun> recreateBranchesAndKill(String prefix) throws IOException {
        List<PipelineRun> before = new ArrayList<>();
        for (String branch : RECREATED) {
            PipelineRun run =
                    checks.awaitEnd(project.createBranchRun(PIPELINE, branch, prefix + "-before-" + before.size()));
            assertOneBuildOnBranch(run, Moment.RECREATED);
            before.add(run);
        }
        RECREATED.forEach(git::deleteBranch);
        boolean whileDeleted = random.nextBoolean();
        if (!whileDeleted) {
            scan();
            await("the job of the branch is deleted")
                    .until(() -> !controller.homeFolder().hasJob(job(RECREATED.get(0))));
        }
        List<PipelineRun> runs = createRuns(prefix, List.of(RECREATED.get(0), RECREATED.get(1), BRANCHES.get(0)));
        if (whileDeleted) {
            killDuringScan();
        }
        RECREATED.forEach(branch -> git.commit(branch, "Jenkinsfile", probe.branchJenkinsfile("", 4)));
        if (whileDeleted) {
            controller.awaitReady();
            scan();
        } else {
            killDuringScan();
        }
        return runs;
    }

    private List<PipelineRun> createRuns(String prefix, List<String> branches) {
        List<PipelineRun> runs = new ArrayList<>();
        for (String branch : branches) {
            runs.add(project.createBranchRun(PIPELINE, branch, prefix + "-" + runs.size()));
        }
        return runs;
    }

    private void commitChange(String branch) {
        git.commit(branch, "README", "change " + commits++);
    }

    /** Starts a scan as a person does, and does not wait for it. */
    private void scan() {
        controller.http().post(JenkinsHttpClient.urlPath(new JobName(namespace, PIPELINE)) + "build?delay=0", Map.of());
    }

    private void killWithin(int millis) throws IOException {
        Await.pause(random.nextInt(millis));
        controller.kill();
        controller.start();
    }

    /** Kills the controller during a scan. Jenkins does not continue that scan, so this method starts another one. */
    private void killDuringScan() throws IOException {
        Path log = controller
                .home()
                .resolve("jobs")
                .resolve(namespace)
                .resolve("jobs")
                .resolve(PIPELINE)
                .resolve("indexing/indexing.log");
        String before = read(log);
        scan();
        await("the scan runs").until(() -> !read(log).equals(before));
        Await.pause(random.nextInt(SECOND));
        controller.kill();
        interruptedScans += read(log).contains("Finished: ") ? 0 : 1;
        controller.start();
        controller.awaitReady();
        scan();
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return "is being written";
        }
    }

    private JobName job(String branch) {
        return new JobName(namespace, PIPELINE, branch);
    }

    private void assertOneBuildOnBranch(PipelineRun run, Moment moment) {
        checks.assertOneBuild(run, "killed while " + moment);
        String name = run.getMetadata().getName();
        String branch = run.getSpec().scm().refName();
        String uid = run.getMetadata().getUid();
        assertThat(Stream.of(BRANCHES, RECREATED, List.of(SEQUENTIAL))
                        .flatMap(List::stream)
                        .filter(other -> !controller
                                .homeFolder()
                                .builds(job(other))
                                .readWithUid(uid)
                                .isEmpty()))
                .as("branches that have a build of %s", name)
                .containsExactly(branch);
        assertThat(probe.branches(name)).as(name).isSubsetOf(branch);
        assertThat(runIds.add(branch + " " + run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID)))
                .as("no other run of this branch has the run id of %s", name)
                .isTrue();
    }
}
