package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocuments.Completeness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FinalDocumentWriterTest {
    private static final RunDocuments DOCUMENTS = new RunDocuments("{}", Optional.of("[]"), Completeness.COMPLETE);
    private static final String SESSION_ENDS = "PipelineRun demo/web-1: its last stages are not stored, because the"
            + " session ends; the next session stores them and ends the run";

    private final FakeRunStore store = new FakeRunStore();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final PipelineRun run = FakeRunStore.run();
    private final RunWriteState state = new RunWriteState(PipelineRuns.ref(run), 0);
    private FinalDocumentWriter writer = writer(Duration.ofSeconds(30));

    @AfterEach
    void close() {
        released.countDown();
        writer.close();
    }

    private FinalDocumentWriter writer(Duration wait) {
        return new FinalDocumentWriter(
                store,
                new WriteBudget(System::nanoTime),
                new StoreFailureReporter(store, (failed, message) -> reports.add(message)),
                wait,
                System::nanoTime);
    }

    /** The final status was written, and the stages stayed RUNNING: a run that has ended is not looked at again. */
    @Test
    void noFinalStatusIsWrittenIfTheSessionHasEnded() {
        writer.close();

        assertThatThrownBy(() -> writer.write(state, run, () -> Optional.of(DOCUMENTS)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(SESSION_ENDS);
        assertThat(writer.isDone("uid")).isFalse();
    }

    /** As above. The attempt has begun, or waits for a thread. */
    @Test
    void noFinalStatusIsWrittenIfTheSessionEndsDuringTheAttempt() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> writer.write(state, run, () -> {
            started.countDown();
            return waitForRelease();
        }));
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        writer.close();

        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(SESSION_ENDS);
        assertThat(writer.isDone("uid")).isFalse();
        assertThat(reports).isEmpty();
    }

    @Test
    void noFinalStatusIsWrittenByAThreadThatIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> writer.write(state, run, this::waitForRelease)).hasMessage(SESSION_ENDS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(writer.isDone("uid")).isFalse();
    }

    /** The Event said that the API server did not answer, also if the engine was slow or no thread was free. */
    @Test
    void anAttemptThatTakesTooLongGoesOnAloneAndIsReported() throws TimeoutException {
        writer.close();
        writer = writer(Duration.ofSeconds(1));
        writer.write(state, run, this::waitForRelease);

        assertThat(reports)
                .containsExactly("PipelineRun demo/web-1: its stages were not written into the fake store: they were"
                        + " not read and written within 1 s, and may still be written later; the run itself is not"
                        + " affected");
        AtomicInteger others = new AtomicInteger();
        writer.write(state, run, () -> {
            others.incrementAndGet();
            return Optional.empty();
        });
        released.countDown();
        Await.await("the first attempt has ended").until(() -> store.written, written -> written.size() == 1);
        assertThat(others).as("attempts beside the first").hasValue(0);
    }

    @Test
    void aLateFailureIsReported() throws TimeoutException {
        writer.close();
        writer = writer(Duration.ofMillis(10));
        writer.write(state, run, () -> {
            waitForRelease();
            throw new IllegalStateException("disk full");
        });
        released.countDown();

        Await.await("the failure is reported").until(() -> reports, found -> found.size() == 2);
        assertThat(reports.get(1)).contains("IllegalStateException");
    }

    /** If the status was refused once after that, the run waited half a minute more. */
    @Test
    void aRunWithWhichTheWriterGaveUpIsNotTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        Supplier<Optional<RunDocuments>> forbidden = () -> {
            attempts.incrementAndGet();
            throw new KubernetesClientException("forbidden", 403, null);
        };
        writer.write(state, run, forbidden);
        writer.write(state, run, forbidden);

        assertThat(attempts).hasValue(1);
        assertThat(reports).hasSize(1);
    }

    @Test
    void aFailureThatMayPassIsThrown() {
        assertThatThrownBy(() -> writer.write(state, run, () -> {
                    throw new KubernetesClientException("busy", 429, null);
                }))
                .isInstanceOf(KubernetesClientException.class);

        writer.write(state, run, () -> Optional.of(DOCUMENTS));
        assertThat(store.written).containsExactly(DOCUMENTS);
        assertThat(writer.isDone("uid")).isTrue();
    }

    /** The run waited five seconds for an attempt that had ended. */
    @Test
    void anErrorEndsTheAttempt() {
        writer.write(state, run, () -> {
            throw new StackOverflowError();
        });

        assertThat(reports).hasSize(1).first().asString().contains("StackOverflowError");
    }

    /** A ConfigMap that did not belong to the run was never looked at again, although the Event said to delete it. */
    @Test
    void theEndIsWrittenAlsoIfThePlaceBelongedToSomethingElse() {
        state.isClosed = true;

        writer.write(state, run, () -> Optional.of(DOCUMENTS));

        assertThat(store.written).containsExactly(DOCUMENTS);
    }

    @Test
    void aPlaceThatStillBelongsToSomethingElseIsReportedOnce() {
        writer.write(state, run, () -> {
            throw new ForeignConfigMapException("delete the ConfigMap");
        });

        assertThat(reports).containsExactly("delete the ConfigMap");
        assertThat(writer.isDone("uid")).isTrue();
    }

    /** A run that was deleted got an Event about its stages. */
    @Test
    void nothingIsReportedOnADeletedRun() {
        writer.write(state, run, () -> {
            throw new KubernetesClientException("not found", 404, null);
        });

        assertThat(reports).isEmpty();
    }

    private Optional<RunDocuments> waitForRelease() {
        try {
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Optional.of(DOCUMENTS);
    }
}
