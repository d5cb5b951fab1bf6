package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningDocumentWriterTest {
    private final FakeRunStore store = new FakeRunStore();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final PipelineRun run = FakeRunStore.run();
    private final PipelineRunRef ref = PipelineRuns.ref(run);
    private final RunningDocumentWriter writer = new RunningDocumentWriter(
            (RunEngine) Proxy.newProxyInstance(
                    RunEngine.class.getClassLoader(),
                    new Class<?>[] {RunEngine.class},
                    (proxy, method, arguments) -> Optional.of(running())),
            new RunDocumentFactory(new DetailWithoutStages()),
            store,
            new WriteBudget(System::nanoTime),
            new StoreFailureReporter(store, (failed, message) -> reports.add(message)),
            asked -> Optional.of(run));

    @AfterEach
    void close() {
        writer.close();
    }

    /** The write was left out until the next change, because the run looked like one that was deleted. */
    @Test
    void aWriteAfterAConflictIsRepeatedWithoutAnEvent() {
        store.failures.add(new KubernetesClientException("conflict", 409, null));
        writer.onChanged(ref);

        Await.await("the run is written").until(() -> store.written, written -> written.size() == 1);
        assertThat(reports).isEmpty();
    }

    /** A run that was deleted while it was written stayed in memory. */
    @Test
    void aRunThatDoesNotExistIsForgotten() {
        store.failures.add(new KubernetesClientException("not found", 404, null));
        RunWriteState state = writer.stateOf(ref);
        writer.onChanged(ref);

        Await.await("the run is forgotten").until(() -> writer.stateOf(ref), now -> now != state);
        assertThat(reports).isEmpty();
    }

    /** The end of a stage was written at once, and the start of the next stage only two seconds later. */
    @Test
    void aChangeWaitsForOthersOfTheSameMoment() {
        writer.stateOf(ref).nextWrite = System.nanoTime();
        long changed = System.nanoTime();
        writer.onChanged(ref);

        Await.await("the run is written").until(() -> store.written, written -> written.size() == 1);
        assertThat(writer.stateOf(ref).lastWrite - changed)
                .isGreaterThanOrEqualTo(RunningDocumentWriter.GATHER.toNanos());
    }

    /** After a step had ended, a change of the stages waited two seconds. */
    @Test
    void theStagesAreReadAgainSoonAfterAStepChanged() {
        RunWriteState state = new RunWriteState(ref, 0);
        List<Long> pauses = new ArrayList<>();
        for (int read = 0; read < 5; read++) {
            state.recordUnchanged(0);
            pauses.add(Duration.ofNanos(state.nextWrite).toMillis());
        }
        assertThat(pauses).containsExactly(250L, 500L, 1_000L, 2_000L, 2_000L);
        state.recordWrite(new RunDocuments("{}", Optional.of("[]"), RunDocuments.Completeness.COMPLETE), "", "", 0);
        state.recordUnchanged(0);
        assertThat(Duration.ofNanos(state.nextWrite)).hasMillis(250);
    }

    private RunSnapshot running() {
        return new RunSnapshot(
                ref,
                OptionalInt.of(7),
                RunSnapshot.State.RUNNING,
                RunSnapshot.RunResult.NONE,
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static final class DetailWithoutStages implements RunDetailReader {
        @Override
        public Optional<RunGraph> graph(JobName job, PipelineRunRef run) {
            return Optional.empty();
        }

        @Override
        public Optional<RunDetail> detail(JobName job, PipelineRunRef run) {
            return Optional.of(RunDetail.of("web", List.of()));
        }
    }
}
