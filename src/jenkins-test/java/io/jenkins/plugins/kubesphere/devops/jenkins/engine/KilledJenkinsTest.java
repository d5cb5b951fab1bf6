package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Tests that each run has exactly one build after a kill of Jenkins. Jenkins runs in a separate process, with the
 * installed plugin. The code that the test runs there has another class loader than the plugin, so it can use only
 * public members.
 */
class KilledJenkinsTest {
    private static final JobName JOB = new JobName("demo", "web");
    private static final Owner PROJECT = new Owner("DevOpsProject", "", "demo", "uid-of-demo");
    private static final Owner PIPELINE = new Owner("Pipeline", "demo", "web", "uid-of-web");

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    @Test
    void runningAndQueuedRunsHaveOneBuildEachAfterAKill() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(KilledJenkinsTest::startOneAndQueueOne);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(KilledJenkinsTest::assertBothBuiltOnce);
    }

    private static Engine engine() {
        return JenkinsEngine.get();
    }

    private static Path releaseFile(JenkinsRule jenkins) {
        return jenkins.jenkins.getRootDir().toPath().resolve("go");
    }

    private static RunRequest run(int number) {
        PipelineRunRef run = new PipelineRunRef("demo", "web-" + number, "uid-of-run-" + number);
        return new RunRequest(run, JOB, Instant.now(), "alice", List.of());
    }

    private static RunSnapshot await(int run, Predicate<RunSnapshot> expected) {
        return Await.await("run " + run + " has the expected state")
                .until(() -> engine().runs().find(JOB, run(run).run()).orElseThrow(), expected);
    }

    private static void startOneAndQueueOne(JenkinsRule jenkins) {
        String script = EngineTestProject.steps(
                "sh 'echo begun; while [ ! -e \"" + releaseFile(jenkins) + "\" ]; do sleep 0.2; done; echo the end'");
        assertThat(engine().jobs()
                        .ensureFolder(new FolderRequest("demo", PROJECT))
                        .change())
                .isEqualTo(ItemOperationResult.CREATED);
        assertThat(engine().jobs()
                        .ensureJob(new JobRequest(JOB, PIPELINE, EngineTestProject.spec("", true, script)))
                        .change())
                .isEqualTo(ItemOperationResult.CREATED);
        engine().runs().start(run(1));
        Await.await("the script has begun").until(() -> engine().runLogs()
                .log(JOB, run(1).run(), 0)
                .filter(log -> log.text().contains("\nbegun"))
                .isPresent());
        engine().runs().start(run(2));
        jenkins.jenkins.getQueue().save();
        assertThat(await(1, run -> true).number()).hasValue(1);
        assertThat(await(2, run -> true).state()).isEqualTo(State.QUEUED);
    }

    private static void assertBothBuiltOnce(JenkinsRule jenkins) throws Exception {
        assertThat(engine().runs().start(run(2)).state()).isEqualTo(State.QUEUED);
        assertThat(await(1, run -> run.state() == State.RUNNING).number()).hasValue(1);
        Files.writeString(releaseFile(jenkins), "");
        for (int number = 1; number <= 2; number++) {
            RunSnapshot end = await(number, RunSnapshot::hasEnded);
            assertThat(end.result()).isEqualTo(RunResult.SUCCESS);
            assertThat(end.number()).hasValue(number);
        }
        assertThat(jenkins.jenkins
                        .getItemByFullName(JOB.toString(), WorkflowJob.class)
                        .getBuilds())
                .hasSize(2);
    }
}
