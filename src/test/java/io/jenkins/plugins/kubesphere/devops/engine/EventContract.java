package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract of {@link Engine#subscribe}: listeners get an event after each change, and always after the end. */
interface EventContract extends EngineUnderTest {

    @Test
    default void eachStateOfARunIsAnEvent() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RecordingListener listener = RecordingListener.of(engine());
        RunRequest second = sample.start();
        listener.awaitState(sample, second, State.QUEUED);
        sample.answer(first, true);
        listener.awaitState(sample, second, State.PAUSED);
        sample.answer(second, true);
        listener.awaitState(sample, second, State.FINISHED);
        listener.close();
    }

    @Test
    default void afterTheLastEventTheRunIsOver() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RecordingListener listener = RecordingListener.of(engine());
        List<RunRequest> runs =
                IntStream.range(0, 20).mapToObj(i -> sample.start()).toList();
        runs.forEach(run -> listener.awaitState(sample, run, State.FINISHED));
        listener.close();
    }

    @Test
    default void stopIsAnEvent() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest second = sample.start();
        RecordingListener listener = RecordingListener.of(engine());
        engine().runs().stop(sample.job, second.run());
        listener.awaitState(sample, second, State.FINISHED);
        engine().runs().stop(sample.job, first.run());
        listener.awaitState(sample, first, State.FINISHED);
        listener.close();
    }

    @Test
    default void anEventComesAfterTheStateIsReadable() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = sample.startAndAwaitInput();
        RunRequest stopped = sample.start();
        RunRequest cancelled = sample.start();
        StateReadingListener reader = StateReadingListener.of(engine(), sample.job);
        engine().runs().stop(sample.job, stopped.run());
        reader.assertLastState(stopped, State.FINISHED);
        manualChanges().cancel(sample.job, cancelled.run());
        reader.assertLastState(cancelled, State.FINISHED);
        sample.answer(first, true);
        reader.assertLastState(first, State.FINISHED);
        reader.close();
    }

    @Test
    default void changesByHandAreEvents() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = sample.start();
        sample.end(run);
        RecordingListener listener = RecordingListener.of(engine());
        manualChanges().disable(sample.job);
        listener.awaitChangeOf(sample.job.toString());
        manualChanges().enable(sample.job);
        manualChanges().deleteBuild(sample.job, run.run());
        await("the listener gets the deletion of the build").until(() -> listener.sawDeletionOf(run));
        listener.clearEvents();
        manualChanges().deleteJob(sample.job);
        listener.awaitChangeOf(sample.job.toString());
        manualChanges().deleteFolder(sample.job.folder());
        listener.awaitChangeOf(sample.job.folder());
        listener.close();
    }

    @Test
    default void aClosedSubscriptionGetsNoEvents() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        RecordingListener closed = RecordingListener.of(engine());
        RecordingListener open = RecordingListener.of(engine());
        closed.close();
        RunRequest run = sample.start();
        open.awaitState(sample, run, State.FINISHED);
        assertThat(closed.hasNoEvents()).isTrue();
        open.close();
    }

    @Test
    default void aListenerThatThrowsDoesNotAffectOthers() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.steps("echo 'hello'"));
        Engine.Subscription bad = engine().subscribe(RecordingListener.throwingListener());
        RecordingListener good = RecordingListener.of(engine());
        RunRequest run = sample.start();
        good.awaitState(sample, run, State.FINISHED);
        bad.close();
        good.close();
    }
}
