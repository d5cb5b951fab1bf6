package io.jenkins.plugins.kubesphere.devops.operator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.operator.run.control.StopEscalation;
import io.jenkins.plugins.kubesphere.devops.operator.run.start.RunWaitlist;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeletedRunCleanerTest {
    private final List<String> calls = new ArrayList<>();
    private RuntimeException failure;
    private final RunEngine engine = (RunEngine) Proxy.newProxyInstance(
            RunEngine.class.getClassLoader(), new Class<?>[] {RunEngine.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                if (failure != null) {
                    throw failure;
                }
                return null;
            });
    private final DeletedRunCleaner cleaner = new DeletedRunCleaner(
            engine, new RunWaitlist(), new StopEscalation(engine, System::nanoTime, (run, message) -> {}));

    @Test
    void theBuildOfADeletedRunIsDeleted() {
        cleaner.cleanUp(run(Map.of()));

        assertThat(calls).containsExactly("delete");
    }

    /** It was interrupted once, and a build that goes on after that was forgotten. */
    @Test
    void theDeletionOfARunWaitsForTheEndOfTheBuildThatIsKept() {
        PipelineRun run = run(Map.of(RunAnnotations.KEEP_RECORD, "true"));
        cleaner.cleanUp(run);
        assertThat(calls).containsExactly("stopAndWait");

        failure = new EngineFailureException("web #1 does not stop; its deletion is retried");

        assertThatThrownBy(() -> cleaner.cleanUp(run)).isSameAs(failure);
    }

    private static PipelineRun run(Map<String, String> annotations) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withNamespace("demo")
                .withName("web-1")
                .withUid("1")
                .withAnnotations(annotations)
                .build());
        run.setSpec(RunSpecs.of("web"));
        return run;
    }
}
