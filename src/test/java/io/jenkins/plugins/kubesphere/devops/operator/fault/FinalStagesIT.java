package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedUserActions;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the last stages of a run if the first attempts to store them fail, or if its build was deleted. */
@WithCluster
class FinalStagesIT {
    @TempDir
    Path state;

    /** The stages of a run that had ended stayed RUNNING. */
    @Test
    void theFinalStatusWaitsForStagesThatCanBeWrittenSoon(Config server) throws JsonProcessingException {
        AtomicInteger failures = new AtomicInteger(2);
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .wrapEngine(engine -> failing(engine, failures))
                .start()) {
            fixture.awaitRunning().createProject();
            fixture.createWaitingPipeline("web");
            PipelineRun run = fixture.awaitPhase(fixture.createRun("web-1", "web"), "Running");
            fixture.await(() -> stored(fixture, run).isPresent(), "the stages are stored");
            fixture.release();

            assertThat(fixture.await(run, found -> found.getStatus().hasEnded())
                            .getStatus()
                            .phase())
                    .isEqualTo("Succeeded");
            assertThat(failures).hasValue(0);
            JsonNode stage = new ObjectMapper()
                    .readTree(stored(fixture, run).orElseThrow().getData().get("stage"))
                    .path(0);
            assertThat(stage.path("state").asText()).isEqualTo("FINISHED");
            assertThat(stage.path("result").asText()).isEqualTo("SUCCESS");
        }
    }

    /** The stages of a run whose build a person had deleted stayed RUNNING for ever. */
    @ParameterizedTest
    @EnumSource(
            value = RunStoreType.class,
            names = {"CONFIG_MAP", "ANNOTATIONS"})
    void theStoredStagesOfADeletedBuildEnd(RunStoreType type, Config server) {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withRunStore(type).start()) {
            fixture.awaitRunning().createProject();
            fixture.createWaitingPipeline("web");
            PipelineRun run = fixture.awaitPhase(fixture.createRun("web-1", "web"), "Running");
            fixture.await(() -> stages(fixture, run).contains("RUNNING"), "the stages are stored");

            new EmbeddedUserActions(fixture.engine)
                    .deleteBuild(new JobName(fixture.namespace, "web"), PipelineRuns.ref(run));

            fixture.await(run, found -> found.getStatus().hasEnded());
            assertThat(stages(fixture, run)).contains("FINISHED").doesNotContain("RUNNING");
        }
    }

    private static String stages(OperatorFixture fixture, PipelineRun run) {
        return stored(fixture, run)
                .map(found -> found.getData().get("stage"))
                .or(() -> PipelineRuns.annotation(fixture.admin.resource(run).get(), RunAnnotations.STAGES))
                .orElse("");
    }

    /** An engine that cannot read the stages of a build that has ended, for some times. */
    private static Engine failing(Engine engine, AtomicInteger failures) {
        return new InterceptedEngine(engine, new InterceptedEngine.Interceptor() {
            @Override
            public void before(String method) {}

            @Override
            public void beforeCall(String method, List<Object> arguments) {
                if (method.equals("graph")
                        && hasEnded(engine, arguments)
                        && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("disk full");
                }
            }
        });
    }

    private static boolean hasEnded(Engine engine, List<Object> arguments) {
        return engine.runs()
                .find((JobName) arguments.get(0), (PipelineRunRef) arguments.get(1), Instant.EPOCH)
                .filter(RunSnapshot::hasEnded)
                .isPresent();
    }

    private static Optional<ConfigMap> stored(OperatorFixture fixture, PipelineRun run) {
        return Optional.ofNullable(fixture.admin
                .configMaps()
                .inNamespace(fixture.namespace)
                .withName(run.getMetadata().getName())
                .get());
    }
}
