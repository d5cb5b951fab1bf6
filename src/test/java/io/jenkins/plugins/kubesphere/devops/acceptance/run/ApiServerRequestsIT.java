package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RequestCounts;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how many requests the operator sends to the API server for a run, and while nothing happens. */
class ApiServerRequestsIT extends AcceptanceTestCase {
    private RequestCounts counts;

    @BeforeEach
    void watchRequests() {
        counts = scenario.target.requests();
        counts.clearAndLimitTo(scenario.namespace);
    }

    @Test
    void aShortRunNeedsAtMostEightRequests() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        int runs = 5;
        for (int i = 1; i <= runs; i++) {
            counts.awaitQuiet();
            counts.clear();

            awaitLastEvent(scenario.createRun("web-" + i, "web"), i);

            counts.awaitQuiet();
            System.out.print("A short run:\n" + counts.table(1));
            assertThat(counts.total()).as("%s", counts.counts()).isBetween(4, 8);
            assertThat(counts.total("PATCH pipelineruns"))
                    .as("writes of claim, run id, start, end: %s", counts.counts())
                    .isBetween(3, 4);
            assertThat(counts.total("POST configmaps"))
                    .as("the stages are written once: %s", counts.counts())
                    .isLessThanOrEqualTo(1);
            assertThat(counts.total("POST events")
                            + counts.total("PATCH pipelineruns")
                            + counts.total("POST configmaps"))
                    .as("all requests are such writes or Events: %s", counts.counts())
                    .isEqualTo(counts.total());
        }
    }

    /**
     * The operator writes each step of a run exactly once. This test fails if the operator repeats a write because its
     * watch has not shown the first write yet. Each build runs until its run is Running, because a shorter build needs
     * one write less.
     */
    @Test
    void aRunThatIsSeenRunningIsWrittenFourTimes() throws IOException {
        createPipelineThatWaitsForRelease(false);
        int runs = 10;
        counts.awaitQuiet();
        counts.clear();

        for (int i = 1; i <= runs; i++) {
            PipelineRun run = scenario.awaitPhase(scenario.createRun("web-" + i, "web"), "Running");
            release(i);
            awaitLastEvent(run, i);
        }

        counts.awaitQuiet();
        System.out.print("A run that is seen running:\n" + counts.table(runs));
        assertThat(counts.counts())
                .containsEntry("PATCH pipelineruns", 2 * runs)
                .containsEntry("PATCH pipelineruns/status", 2 * runs);
        // On a busy machine, a build may run for two seconds; then its stages are written before its end, too.
        int stages = counts.total("POST configmaps") + counts.total("PATCH configmaps");
        assertThat(stages).as("%s", counts.counts()).isLessThanOrEqualTo(3 * runs);
        assertThat(counts.total() - stages).as("%s", counts.counts()).isLessThanOrEqualTo(7 * runs);
        assertThat(counts.watches().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .as("no watch for each run: %s", counts.watches())
                .isLessThan(runs);
    }

    /** Twenty changes of stages in five seconds or more are few writes. */
    @Test
    void theStagesOfARunAreWrittenEveryTwoSecondsAtMost() {
        StringBuilder stages = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            stages.append("stage('S").append(i).append("') { steps { sh 'sleep 0.5' } }\n");
        }
        scenario.createPipeline("web", "pipeline { agent any; stages {\n" + stages + "} }");
        counts.awaitQuiet();
        counts.clear();
        Instant start = Instant.now();

        awaitLastEvent(scenario.createRun("web-1", "web"), 1);

        long seconds = Duration.between(start, Instant.now()).toSeconds();
        counts.awaitQuiet();
        System.out.print("A run of ten stages in " + seconds + " s:\n" + counts.table(1));
        assertThat(counts.total("POST configmaps") + counts.total("PATCH configmaps"))
                .as("%s", counts.counts())
                .isLessThanOrEqualTo((int) seconds / 2 + 1);
    }

    /** The operator writes to the status that a run waits, but creates no Event about it. */
    @Test
    void aRunThatWaitsForAnotherNeedsSevenRequestsAtMost() throws IOException {
        createPipelineThatWaitsForRelease(true);
        PipelineRun first = scenario.awaitPhase(scenario.createRun("web-1", "web"), "Running");
        scenario.awaitEvents(first, "Started");
        counts.awaitQuiet();
        counts.clear();

        PipelineRun second = scenario.awaitPhase(scenario.createRun("web-2", "web"), "Pending");
        release(1);
        awaitLastEvent(first, 1);
        scenario.awaitPhase(second, "Running");
        release(2);

        List<String> events = awaitLastEvent(second, 2);
        counts.awaitQuiet();
        int endOfTheFirst = 2;
        assertThat(counts.total("PATCH pipelineruns"))
                .as("writes of claim, wait, run id, start, end: %s", counts.counts())
                .isEqualTo(5 + 1);
        int stages = counts.total("POST configmaps") + counts.total("PATCH configmaps");
        assertThat(counts.total() - stages).as("%s", counts.counts()).isLessThanOrEqualTo(7 + endOfTheFirst);
        assertThat(events).as("Events; none about the wait").hasSize(2);
    }

    @Test
    void anIdleOperatorSendsOnlyLeaseRequests() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.createPipeline("slow", AcceptanceTestProject.WAITS);
        awaitLastEvent(scenario.createRun("web-1", "web"), 1);
        PipelineRun running = scenario.awaitPhase(scenario.createRun("slow-1", "slow"), "Running");
        scenario.awaitEvents(running, "Started");
        // The stages of a run are written for the first time after two seconds.
        Await.pause(2_500);
        counts.awaitQuiet();
        counts.clear();
        Instant start = Instant.now();

        Await.pause(5_000);

        Duration idle = Duration.between(start, Instant.now());
        assertThat(counts.counts()).isEmpty();
        assertThat(counts.lease()).containsOnlyKeys("PUT leases");
        assertThat(counts.lease().get("PUT leases"))
                .as("one request per renewal")
                .isLessThanOrEqualTo((int) idle.dividedBy(LeaseTimings.DEFAULT.retry()) + 1);
    }

    @Test
    void deletingAFinishedRunIsOneRequest() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun run = scenario.createRun("web-1", "web");
        awaitLastEvent(run, 1);
        counts.awaitQuiet();
        counts.clear();

        scenario.client.resource(run).delete();
        scenario.awaitGone(run);

        counts.awaitQuiet();
        assertThat(counts.counts()).hasSize(1).containsEntry("PATCH pipelineruns", 1);
    }

    /** Waits for the Event about the end, which is the last request of a run. Returns all its Events. */
    private List<String> awaitLastEvent(PipelineRun run, int build) {
        scenario.awaitEnd(run);
        return scenario.awaitEvent(run, "Updated: Succeeded: build " + build + " ended with result SUCCESS");
    }

    /** Creates the pipeline "web", whose builds run until {@link #release}. */
    private void createPipelineThatWaitsForRelease(boolean oneAtATime) {
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .disableConcurrent(oneAtATime)
                        .jenkinsfile("pipeline { agent any; stages { stage('Wait') { steps { sh 'while [ ! -e " + state
                                + "/release-$BUILD_NUMBER ]; do sleep 0.1; done' } } } }")
                        .spec()));
    }

    private void release(int build) throws IOException {
        Files.createFile(state.resolve("release-" + build));
    }
}
