package io.jenkins.plugins.kubesphere.devops.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the loop costs the API server, in requests. */
class RequestsIT extends OnTarget {
    private RequestCounts counts;

    @BeforeEach
    void begin() {
        counts = loop.target.requests();
        counts.clearAndWatch(loop.namespace);
    }

    @Test
    void aShortRunNeedsFourWritesAndItsEvents() {
        loop.pipeline("web", Loop.SUCCEEDS);
        int runs = 5;
        for (int i = 0; i < runs; i++) {
            counts.awaitQuiet();
            counts.clear();

            loop.awaitOver(loop.run("web-" + i, "web"));

            counts.awaitQuiet();
            System.out.print("A short run:\n" + counts.table(1));
            assertThat(counts.total()).as("%s", counts.counts()).isBetween(4, 7);
            assertThat(counts.total("PATCH pipelineruns"))
                    .as("claim, run id, running, final: %s", counts.counts())
                    .isBetween(3, 4);
            assertThat(counts.total("POST events") + counts.total("PATCH pipelineruns"))
                    .as("nothing else: %s", counts.counts())
                    .isEqualTo(counts.total());
        }
    }

    /** Each step of it once: a write that is repeated because its echo was not read yet shows here first. */
    @Test
    void aRunOfASecondIsWrittenFourTimes() {
        loop.pipeline("web", "pipeline { agent any; stages { stage('Build') { steps { sleep 1 } } } }");
        int runs = 10;
        counts.awaitQuiet();
        counts.clear();

        for (int i = 0; i < runs; i++) {
            loop.awaitOver(loop.run("web-" + i, "web"));
        }

        counts.awaitQuiet();
        System.out.print("A run of a second:\n" + counts.table(runs));
        assertThat(counts.counts())
                .containsEntry("PATCH pipelineruns", 2 * runs)
                .containsEntry("PATCH pipelineruns/status", 2 * runs);
        assertThat(counts.total()).as("%s", counts.counts()).isLessThanOrEqualTo(7 * runs);
        assertThat(counts.watches().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .as("no watch for each run: %s", counts.watches())
                .isLessThan(runs);
    }

    /** Said beside the others: that it waits. An Event of its own is not worth it. */
    @Test
    void aRunThatWaitsForAnotherNeedsSevenRequestsAtMost() {
        loop.awaitReady(loop.create(
                "web",
                new PipelineSpec(
                        "pipeline",
                        new NoScmPipeline(
                                "web",
                                null,
                                null,
                                List.of(),
                                true,
                                null,
                                null,
                                null,
                                "pipeline { agent any; stages { stage('Build') { steps { sleep 4 } } } }"),
                        null)));
        PipelineRun first = loop.awaitPhase(loop.run("web-1", "web"), "Running");
        counts.awaitQuiet();
        counts.clear();

        PipelineRun second = loop.awaitPhase(loop.run("web-2", "web"), "Pending");
        loop.awaitOver(first);
        loop.awaitOver(second);

        counts.awaitQuiet();
        int endOfTheFirst = 2;
        assertThat(counts.total("PATCH pipelineruns"))
                .as("claim, waiting, run id, running, final: %s", counts.counts())
                .isEqualTo(5 + 1);
        assertThat(counts.total()).as("%s", counts.counts()).isLessThanOrEqualTo(7 + endOfTheFirst);
        assertThat(loop.awaitEvent(second, "Updated: Succeeded: build 2 ended SUCCESS"))
                .as("no Event that it waits, or no longer does")
                .hasSize(2);
    }

    @Test
    void nothingButTheLeaseIsSentWhileNothingHappens() {
        loop.pipeline("web", Loop.SUCCEEDS);
        loop.pipeline("slow", Loop.WAITS);
        loop.awaitOver(loop.run("web-1", "web"));
        loop.awaitPhase(loop.run("slow-1", "slow"), "Running");
        counts.awaitQuiet();
        counts.clear();
        Instant start = Instant.now();

        Loop.pause(5_000);

        Duration idle = Duration.between(start, Instant.now());
        assertThat(counts.counts()).isEmpty();
        assertThat(counts.lease()).containsOnlyKeys("PUT leases");
        assertThat(counts.lease().get("PUT leases"))
                .as("one request per renewal")
                .isLessThanOrEqualTo((int) idle.dividedBy(LeaseTimings.DEFAULT.retry()) + 1);
    }

    @Test
    void deletingAFinishedRunIsOneRequest() {
        loop.pipeline("web", Loop.SUCCEEDS);
        PipelineRun run = loop.awaitOver(loop.run("web-1", "web"));
        counts.awaitQuiet();
        counts.clear();

        loop.client.resource(run).delete();
        loop.awaitGone(run);

        counts.awaitQuiet();
        assertThat(counts.counts()).hasSize(1).containsEntry("PATCH pipelineruns", 1);
    }
}
