package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes the documents of runs into their store: while a run is running, and at its end, before its final status.
 * Thread-safe.
 */
public final class RunStoreWriter implements AutoCloseable {
    /** Annotations that only this class writes, and that have no effect on a reconcile. */
    public static final Set<String> ANNOTATIONS = Set.of(RunAnnotations.STATUS, RunAnnotations.STAGES);

    private static final Logger LOGGER = Logger.getLogger(RunStoreWriter.class.getName());

    /** Empty if nothing is stored. */
    private final Optional<Writers> writers;

    private record Writers(RunningDocumentWriter running, FinalDocumentFactory reader, FinalDocumentWriter last) {}

    /**
     * @param runs finds an unfinished run by its name and UID; it may be some moments old
     * @param onWritten gets each run that was written, as the API server has it now
     */
    public RunStoreWriter(
            RunStoreType type,
            Engine engine,
            KubernetesClient client,
            EventRecorder events,
            Function<PipelineRunRef, Optional<PipelineRun>> runs,
            Consumer<PipelineRun> onWritten) {
        Optional<RunStore> chosen =
                switch (type) {
                    case CONFIG_MAP -> Optional.of(new ConfigMapStore(client));
                    case ANNOTATIONS -> Optional.of(new AnnotationStore(client, onWritten));
                    case NONE -> Optional.empty();
                };
        this.writers = chosen.map(store -> {
            RunDocumentFactory reader = new RunDocumentFactory(engine.runDetails());
            WriteBudget budget = new WriteBudget(System::nanoTime);
            StoreFailureReporter failures =
                    new StoreFailureReporter(store, (run, message) -> recordFailure(events, run, message));
            return new Writers(
                    new RunningDocumentWriter(engine.runs(), reader, store, budget, failures, runs),
                    new FinalDocumentFactory(reader, store),
                    new FinalDocumentWriter(store, budget, failures, FinalDocumentWriter.WAIT, System::nanoTime));
        });
    }

    private static void recordFailure(EventRecorder events, PipelineRun run, String message) {
        LOGGER.log(Level.FINE, message);
        events.warning(run, EventReasons.STORE_FAILED, message);
    }

    /** Writes the run soon, because its stages, steps or state may have changed. */
    public void onChanged(PipelineRunRef ref) {
        writers.filter(found -> !found.last.isDone(ref.uid())).ifPresent(found -> found.running.onChanged(ref));
    }

    /**
     * Writes the last documents of a run with a build. Does nothing if they were written: the caller repeats the call
     * if the status could not be written.
     *
     * @param build its end
     * @throws RuntimeException if the next attempt may succeed; the caller writes no final status before it
     */
    public void writeFinal(PipelineRun run, RunSnapshot build) {
        if (build.number().isPresent()) {
            writeLast(run, (reader, found) -> reader.read(found, build));
        }
    }

    /**
     * Ends what is stored of a run that ends without the result of its build, like {@link #writeFinal}.
     *
     * @param phase the final phase of the run
     */
    public void closeStored(PipelineRun run, String phase, Instant endedAt) {
        writeLast(run, (reader, found) -> reader.closeStored(found, phase, endedAt));
    }

    private void writeLast(
            PipelineRun run, BiFunction<FinalDocumentFactory, PipelineRun, Optional<RunDocuments>> read) {
        writers.filter(found -> !found.last.isDone(run.getMetadata().getUid())).ifPresent(found -> {
            RunWriteState state = found.running.stateOf(PipelineRuns.ref(run));
            try {
                found.last.write(state, run, () -> read.apply(found.reader, run));
            } finally {
                found.running.forget(state);
            }
        });
    }

    @Override
    public void close() {
        writers.ifPresent(found -> {
            found.running.close();
            found.last.close();
        });
    }
}
