package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the limit of runs of one namespace that have started and not ended. */
@WithCluster
class ThrottledRunsIT {
    @TempDir
    Path state;

    @Test
    void runsAboveTheLimitWaitAndStartInTheOrderOfTheirCreation(Config server) {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withMaxUnfinishedRuns(2).start()) {
            fixture.awaitRunning().createProject();
            fixture.createWaitingPipeline("web");
            PipelineRun first = awaitRunning(fixture, fixture.createRun("web-1", "web"));
            PipelineRun second = awaitRunning(fixture, fixture.createRun("web-2", "web"));

            PipelineRun third = awaitThrottled(fixture, fixture.createRun("web-3", "web"));
            PipelineRun fourth = awaitThrottled(fixture, fixture.createRun("web-4", "web"));

            assertThat(third.getStatus().phase()).isEqualTo("Pending");
            assertThat(succeeded(third).status()).isEqualTo("Unknown");
            assertThat(succeeded(third).message())
                    .isEqualTo("PipelineRun " + fixture.namespace + "/web-3 waits: 2 runs of the namespace "
                            + fixture.namespace
                            + " have started and not ended, and the limit is 2. The oldest run that waits is started when"
                            + " one of them ends. Stop or delete runs that are not needed, or ask an administrator of"
                            + " Jenkins to raise maxUnfinishedRuns");

            stop(fixture, first);
            awaitRunning(fixture, third);
            assertThat(reason(fixture.await(fourth, found -> true))).isEqualTo("Throttled");

            fixture.admin.resource(second).delete();
            fixture.awaitGone(second);
            awaitRunning(fixture, fourth);
            fixture.release();
            awaitEnd(fixture, third);
            awaitEnd(fixture, fourth);
        }
    }

    @Test
    void theLimitHoldsAfterARestart(Config server) {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withMaxUnfinishedRuns(1).start()) {
            fixture.awaitRunning().createProject();
            fixture.createWaitingPipeline("web");
            PipelineRun first = awaitRunning(fixture, fixture.createRun("web-1", "web"));
            PipelineRun second = awaitThrottled(fixture, fixture.createRun("web-2", "web"));

            fixture.operator.close();
            fixture.replaceOperator();
            fixture.awaitRunning();
            PipelineRun third = awaitThrottled(fixture, fixture.createRun("web-3", "web"));
            assertThat(reason(fixture.await(second, found -> true))).isEqualTo("Throttled");
            assertThat(fixture.countBuilds("web")).isEqualTo(1);

            stop(fixture, first);
            awaitRunning(fixture, second);
            assertThat(reason(fixture.await(third, found -> true))).isEqualTo("Throttled");
            fixture.release();
            awaitEnd(fixture, second);
            awaitEnd(fixture, third);
        }
    }

    /** A run that is stopped while it waits gets no build, and the next one moves up. */
    @Test
    void aRunThatWaitsCanBeStopped(Config server) {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withMaxUnfinishedRuns(1).start()) {
            fixture.awaitRunning().createProject();
            fixture.createWaitingPipeline("web");
            PipelineRun first = awaitRunning(fixture, fixture.createRun("web-1", "web"));
            PipelineRun second = awaitThrottled(fixture, fixture.createRun("web-2", "web"));
            PipelineRun third = awaitThrottled(fixture, fixture.createRun("web-3", "web"));

            stop(fixture, second);
            PipelineRun stopped =
                    fixture.await(second, found -> found.getStatus().hasEnded());
            assertThat(reason(stopped)).isEqualTo("StoppedBeforeStart");
            stop(fixture, first);

            awaitRunning(fixture, third);
            fixture.release();
            awaitEnd(fixture, third);
        }
    }

    private static PipelineRun awaitRunning(OperatorFixture fixture, PipelineRun run) {
        return fixture.awaitPhase(run, "Running");
    }

    private static PipelineRun awaitThrottled(OperatorFixture fixture, PipelineRun run) {
        return fixture.await(run, found -> "Throttled".equals(reason(found)));
    }

    private static void awaitEnd(OperatorFixture fixture, PipelineRun run) {
        assertThat(fixture.await(run, found -> found.getStatus().hasEnded())
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
    }

    private static void stop(OperatorFixture fixture, PipelineRun run) {
        fixture.admin.resource(run).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"action\":\"Stop\"}}");
    }

    private static String reason(PipelineRun run) {
        return run.getStatus().condition("Succeeded").map(Condition::reason).orElse("");
    }

    private static Condition succeeded(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow();
    }
}
