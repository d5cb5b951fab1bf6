package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngineTestCase;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildSettings;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests timeouts and retries, also while a build is stopped. */
class TimeoutAndRetryTest extends EmbeddedEngineTestCase {

    @Test
    void timeoutKillsTheProcessAndItsChildren() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("timeout(time: 2, unit: 'HOURS') { sh 'sleep 1000 & echo child=$!; wait' }"));
        RunRequest run = project.start();
        ProcessHandle child = awaitProcess(project, run, "child");
        TimeoutStep.expireNext();
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.TIMED_OUT);
        assertThat(end.message()).isEqualTo("stage \"Build\": Timeout has been exceeded");
        assertThat(project.log(run))
                .contains("Finished: ABORTED\n")
                .contains("Timeout set to expire in 2 hr 0 min\n", "Cancelling nested steps due to timeout\n");
        await("the child process has ended").until(() -> !child.isAlive());
    }

    @Test
    void timeoutEndsBranchesAndPausesAndLoops() {
        for (String body : new String[] {
            "parallel a: { sleep 1000 }, b: { input 'Go on?' }", "script { while (true) { } }", "input 'Go on?'"
        }) {
            EngineTestProject project = EngineTestProject.createWithJob(
                    this, EngineTestProject.steps("timeout(time: 50, unit: 'MILLISECONDS') { " + body + " }"));
            assertThat(project.awaitEnd(project.start()).message())
                    .as(body)
                    .isEqualTo("stage \"Build\": Timeout has been exceeded");
        }
    }

    @Test
    void anInnerTimeoutEndsAndTheOuterOneContinues() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps("timeout(time: 1, unit: 'HOURS') {\n"
                        + " catchError(buildResult: 'SUCCESS') { timeout(time: 10, unit: 'MILLISECONDS') { sleep 1000 } }\n"
                        + " sh 'echo still $((1+1))'\n}\n timeout(time: 10, unit: 'MILLISECONDS') {\n"
                        + " timeout(time: 1, unit: 'HOURS') { sleep 1000 } }"));
        RunRequest run = project.start();
        RunSnapshot end = project.awaitEnd(run);
        assertThat(project.log(run)).contains("still 2\n");
        assertThat(end.message()).isEqualTo("stage \"Build\": Timeout has been exceeded");
    }

    @Test
    void aBlockIsRetriedAfterATimeout() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("retry(3) { timeout(time: 10, unit: 'MILLISECONDS') { sleep 1000 } }"));
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.TIMED_OUT);
        // Counts the timeouts, because on a slow machine a timeout may expire before a step of the block starts.
        assertThat(project.log(run).split("Timeout set to expire in 10 ms")).hasSize(4);
    }

    @Test
    void aStoppedBlockIsNotRetried() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("retry(3) { timeout(60) { sh 'echo begun=$$; exec sleep 1000' } }"));
        RunRequest run = project.start();
        awaitProcess(project, run, "begun");
        engine.runs().stop(project.job, run.run());
        RunSnapshot end = project.awaitEnd(run);
        assertThat(end.result()).isEqualTo(RunResult.ABORTED);
        assertThat(end.message()).isEqualTo("stage \"Build\": stopped");
        assertThat(project.log(run)).doesNotContain("Retrying");
    }

    @Test
    void aStopDuringATimeoutIsNotLost() {
        CompletableFuture<Void> bothRequested = new CompletableFuture<>();
        CompletableFuture<Void> started = new CompletableFuture<>();
        AtomicInteger tries = new AtomicInteger();
        Callable<Void> body = () -> {
            tries.incrementAndGet();
            started.complete(null);
            bothRequested.join(); // join() ignores interrupts
            throw new InterruptedException();
        };
        BuildSettings settings =
                new BuildSettings(new JobName("demo", "web"), 1, "alice", Map.of(), List.of(), state, false);
        EmbeddedBuild build = new EmbeddedBuild(
                settings,
                running -> RetryStep.run(
                        running.context(),
                        3,
                        () -> TimeoutStep.run(
                                running.context(), 3_600_000, () -> RetryStep.run(running.context(), 2, body))),
                () -> {},
                () -> {},
                end -> {});
        build.start();
        started.join();
        TimeoutStep.expireNext();
        build.stop();
        bothRequested.complete(null);
        build.awaitEnd();
        assertThat(tries).hasValue(1);
    }

    @Test
    void aBlockWithARejectedInputIsNotRetried() {
        EngineTestProject project =
                EngineTestProject.createWithJob(this, EngineTestProject.steps("retry(3) { input 'Go on?' }"));
        RunRequest run = project.start();
        project.answer(run, false);
        assertThat(project.awaitEnd(run).message()).isEqualTo("stage \"Build\": rejected: Go on?");
        assertThat(project.log(run)).doesNotContain("Retrying");
    }

    @Test
    void retryEndsAfterTheFirstSuccess() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this, EngineTestProject.steps("retry(5) { sh 'echo x >> tries; test $(wc -l < tries) = 3' }"));
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.log(run).split("\nRetrying\n")).hasSize(3);
    }

    @Test
    void secondStopEndsPostToo() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                "pipeline { agent any; stages { stage('Wait') { steps { sh 'echo one=$$; exec sleep 1000' } } }\n"
                        + " post { aborted { timeout(60) { sh 'echo two=$$; exec sleep 1000' } } } }");
        RunRequest run = project.start();
        awaitProcess(project, run, "one");
        engine.runs().stop(project.job, run.run());
        awaitProcess(project, run, "two");
        engine.runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
    }

    @Test
    void catchErrorDoesNotCatchAStopIfInterruptionsAreExcluded() {
        EngineTestProject project = EngineTestProject.createWithJob(
                this,
                EngineTestProject.steps(
                        "catchError(catchInterruptions: false) { sh 'echo begun=$$; exec sleep 1000' }\n"
                                + " echo 'not reached'"));
        RunRequest run = project.start();
        awaitProcess(project, run, "begun");
        engine.runs().stop(project.job, run.run());
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.ABORTED);
        assertThat(project.log(run)).doesNotContain("not reached\n");
    }

    @ParameterizedTest
    @CsvSource({"7, 7 ms", "1000, 1 sec", "61000, 1 min 1 sec", "7200000, 2 hr 0 min", "90000000, 1 day 1 hr"})
    void timesHaveTheFormatOfJenkins(long millis, String text) {
        assertThat(TimeoutStep.format(millis)).isEqualTo(text);
    }
}
