package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a run whose build a crash ended before its first step, after the operator had written the build's number. */
@WithCluster
class LostBuildIT {
    private volatile boolean lost;

    @TempDir
    Path state;

    @Test
    void aRunWhoseBuildWasLostBeforeItsFirstStepIsBuiltAgain(Config server) {
        try (AcceptanceTestProject scenario =
                AcceptanceTestProject.start(new EmbeddedTarget(server, state).wrapEngine(LosingEngine::new))) {
            scenario.createPipeline("waits", AcceptanceTestProject.WAITS);
            PipelineRun run = scenario.awaitPhase(scenario.createRun("waits-1", "waits"), "Running");
            assertThat(run.getMetadata().getAnnotations()).containsEntry(RunAnnotations.RUN_ID, "1");

            loseBuild(scenario, run);

            PipelineRun again = scenario.await(run, found -> "2"
                    .equals(found.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID)));
            assertThat(again.getStatus().hasEnded()).isFalse();
            scenario.awaitEvent(run, "Started: Started build 2 of " + scenario.namespace + "/waits");
        }
    }

    @Test
    void aStoppedRunWhoseBuildWasLostEnds(Config server) {
        EmbeddedTarget target = new EmbeddedTarget(server, state).wrapEngine(LosingEngine::new);
        try (AcceptanceTestProject scenario = AcceptanceTestProject.start(target)) {
            scenario.createPipeline("waits", AcceptanceTestProject.WAITS);
            PipelineRun run = scenario.awaitPhase(scenario.createRun("waits-1", "waits"), "Running");

            // Both while nothing is reconciled: otherwise the run could be built again before it is to be stopped.
            target.stop();
            lost = true;
            scenario.edit(
                    run,
                    found -> found.setSpec(
                            new PipelineRunSpec(found.getSpec().pipelineRef(), List.of(), null, "Stop", null)));
            target.start(Set.of(scenario.namespace));

            PipelineRun ended = scenario.awaitEnd(run);
            assertThat(ended.getStatus().phase()).isEqualTo("Cancelled");
            assertThat(ended.getMetadata().getAnnotations()).containsEntry(RunAnnotations.RUN_ID, "1");
        }
    }

    private void loseBuild(AcceptanceTestProject scenario, PipelineRun run) {
        lost = true;
        scenario.edit(run, found -> found.getMetadata().getAnnotations().put("touched", "true"));
    }

    /** Reports builds as lost, as the engine in Jenkins does after a crash, until they are started again. */
    private final class LosingEngine extends ForwardingEngine {
        private LosingEngine(Engine engine) {
            super(engine);
        }

        @Override
        public RunEngine runs() {
            RunEngine real = super.runs();
            return (RunEngine) Proxy.newProxyInstance(
                    RunEngine.class.getClassLoader(), new Class<?>[] {RunEngine.class}, (proxy, method, arguments) -> {
                        if (lost && method.getName().equals("find")) {
                            return Optional.of(lostBuild((PipelineRunRef) arguments[1]));
                        }
                        if (lost && method.getName().equals("start")) {
                            RunRequest request = (RunRequest) arguments[0];
                            real.delete(request.job(), request.run());
                            lost = false;
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private static RunSnapshot lostBuild(PipelineRunRef run) {
            return new RunSnapshot(
                    run,
                    OptionalInt.empty(),
                    State.LOST_BEFORE_FIRST_STEP,
                    RunResult.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    "killed",
                    Optional.empty());
        }
    }
}
