package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ServedGitRepository;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.Cluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.ControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsFiles;
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
 * A real controller is killed (SIGKILL) while it has runs of the branches of a real repository: while they are queued, while they
 * run, while the repository is scanned, and while the jobs of branches are deleted and made anew. Needs {@code -Djenkins.war}
 * and {@code -Djenkins.plugins}, and git; {@code -Dkills} and {@code -Dseed} as for {@link KillsIT}, one kill of each sort if
 * nothing is said.
 */
@WithCluster
class ControllerBranchKillsIT {
    private static final int KILLS = Integer.getInteger("kills", Moment.values().length);
    private static final long SEED =
            Long.getLong("seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final int SECOND = 1000;
    private static final String PIPELINE = "repo";

    /** Built one at a time. */
    private static final String LINE = "line";

    private static final List<String> BRANCHES = List.of("main", "feat/x", "中文测试分支");

    /** Their jobs are deleted and made anew; that of the second is kept, being built last. */
    private static final List<String> REBORN = List.of("fix/reborn", "kept");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final String namespace =
            "p-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final Random random = new Random(SEED);
    private final Set<String> ids = new HashSet<>();
    private ServedGitRepository git;
    private JenkinsController controller;
    private BuildProbe probe;
    private ProbedProject project;
    private CrashChecks aftermath;
    private int commits;
    private int scansCut;
    private boolean passed;

    /** What the kill comes upon. */
    private enum Moment {
        /** One run of a branch builds and two wait for it. */
        QUEUED,
        /** A run of each branch. */
        RUNNING,
        /** Each branch has changed, and has a run that was just made. */
        SCANNED,
        /** Runs wait for branches that have gone, and come back. */
        REBORN
    }

    @BeforeEach
    void begin(Cluster cluster, KubernetesClient client, TestNamespace system) throws IOException {
        JenkinsFiles files = JenkinsFiles.assumeGiven();
        probe = new BuildProbe(Files.createDirectory(folder.resolve("probe")));
        git = ServedGitRepository.at(folder.resolve("repository"));
        Stream.of(BRANCHES, REBORN)
                .flatMap(List::stream)
                .forEach(branch -> git.commit(branch, "Jenkinsfile", probe.branchJenkinsfile("", 4)));
        git.commit(LINE, "Jenkinsfile", probe.branchJenkinsfile("disableConcurrentBuilds()", 1));
        // The longer a scan takes, the more of it there is to be killed.
        IntStream.range(0, 20).forEach(i -> git.commit("bare-" + i, "README", "no Jenkinsfile here"));
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        controller = ControllerInstaller.install(
                files, folder.resolve("home"), kubeconfig, List.of(namespace), system.name());
        controller.start();
        project = new ProbedProject(client, namespace, probe);
        aftermath = new CrashChecks(controller, project, probe, SEED);
        project.branches(PIPELINE, git.url());
    }

    @AfterEach
    void end() {
        // Else everything stays as it is, for whoever wants to know why.
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
    void eachRunIsBuiltExactlyOnceOnItsOwnBranch() throws IOException {
        System.out.println("ControllerBranchKillsIT: -Dseed=" + SEED + " -Dkills=" + KILLS);
        int runs = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Moment moment = Moment.values()[kill % Moment.values().length];
            for (PipelineRun run : killed(moment, "kill-" + kill)) {
                assertRight(aftermath.over(run), moment);
                runs++;
            }
        }
        System.out.println("ControllerBranchKillsIT: " + runs + " runs: " + aftermath + ", scans cut: " + scansCut);
        aftermath.assertRarelyStopped(KILLS);
        passed = true;
    }

    /** Makes runs, kills the controller at the moment, and starts it again. */
    private List<PipelineRun> killed(Moment moment, String prefix) throws IOException {
        return switch (moment) {
            case QUEUED -> {
                List<PipelineRun> runs = runs(prefix, List.of(LINE, LINE, LINE));
                killWithin(3 * SECOND);
                yield runs;
            }
            case RUNNING -> {
                List<PipelineRun> runs = runs(prefix, BRANCHES);
                runs.forEach(run -> probe.awaitBegun(run.getMetadata().getName()));
                killWithin(3 * SECOND);
                yield runs;
            }
            case SCANNED -> {
                BRANCHES.forEach(this::change);
                List<PipelineRun> runs = runs(prefix, BRANCHES);
                killTheScan();
                yield runs;
            }
            case REBORN -> reborn(prefix);
        };
    }

    /** The kill comes while the jobs are deleted, or while they are made again. */
    private List<PipelineRun> reborn(String prefix) throws IOException {
        List<PipelineRun> before = new ArrayList<>();
        for (String branch : REBORN) {
            PipelineRun run = aftermath.over(project.runOf(PIPELINE, branch, prefix + "-before-" + before.size()));
            assertRight(run, Moment.REBORN);
            before.add(run);
        }
        REBORN.forEach(git::deleteBranch);
        boolean whileDeleted = random.nextBoolean();
        if (!whileDeleted) {
            scan();
            await("the job is gone").until(() -> !controller.hasJob(job(REBORN.get(0))));
        }
        List<PipelineRun> runs = runs(prefix, List.of(REBORN.get(0), REBORN.get(1), BRANCHES.get(0)));
        if (whileDeleted) {
            killTheScan();
        }
        REBORN.forEach(branch -> git.commit(branch, "Jenkinsfile", probe.branchJenkinsfile("", 4)));
        if (whileDeleted) {
            controller.awaitUp();
            scan();
        } else {
            killTheScan();
        }
        return runs;
    }

    private List<PipelineRun> runs(String prefix, List<String> branches) {
        List<PipelineRun> runs = new ArrayList<>();
        for (String branch : branches) {
            runs.add(project.runOf(PIPELINE, branch, prefix + "-" + runs.size()));
        }
        return runs;
    }

    private void change(String branch) {
        git.commit(branch, "README", "change " + commits++);
    }

    /** Has the repository scanned, as a person does; waits for nothing. */
    private void scan() {
        controller.http().post(JenkinsController.path(new JobName(namespace, PIPELINE)) + "build?delay=0", Map.of());
    }

    private void killWithin(int millis) throws IOException {
        sleep(random.nextInt(millis));
        controller.kill();
        controller.start();
    }

    /** A crash forgets the scan that it cuts, so that one is asked for again. */
    private void killTheScan() throws IOException {
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
        sleep(random.nextInt(SECOND));
        controller.kill();
        scansCut += read(log).contains("Finished: ") ? 0 : 1;
        controller.start();
        controller.awaitUp();
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

    private void assertRight(PipelineRun run, Moment moment) {
        aftermath.assertRight(run, "killed while " + moment);
        String name = run.getMetadata().getName();
        String branch = run.getSpec().scm().refName();
        String uid = run.getMetadata().getUid();
        assertThat(Stream.of(BRANCHES, REBORN, List.of(LINE))
                        .flatMap(List::stream)
                        .filter(other ->
                                !controller.builds(job(other)).withUid(uid).isEmpty()))
                .as("branches that have a build of %s", name)
                .containsExactly(branch);
        assertThat(probe.branches(name)).as(name).isSubsetOf(branch);
        assertThat(ids.add(branch + " " + run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID)))
                .as("the run id of %s means its build alone", name)
                .isTrue();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted before the kill", e);
        }
    }
}
