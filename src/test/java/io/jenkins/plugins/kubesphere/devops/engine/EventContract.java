package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract of {@link Engine#subscribe}: a listener gets an event after each change, also after the end of a run. */
interface EventContract extends EngineUnderTest {

    @Test
    default void eachStateOfARunIsAnEvent() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RecordingListener listener = RecordingListener.of(engine());
        RunRequest second = project.start();
        listener.awaitState(project, second, State.QUEUED);
        project.answer(first, true);
        listener.awaitState(project, second, State.PAUSED);
        project.answer(second, true);
        listener.awaitState(project, second, State.FINISHED);
        listener.close();
    }

    @Test
    default void afterTheLastEventTheRunHasEnded() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RecordingListener listener = RecordingListener.of(engine());
        List<RunRequest> runs =
                IntStream.range(0, 20).mapToObj(i -> project.start()).toList();
        runs.forEach(run -> listener.awaitState(project, run, State.FINISHED));
        listener.close();
    }

    @Test
    default void stopIsAnEvent() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest second = project.start();
        RecordingListener listener = RecordingListener.of(engine());
        engine().runs().stop(project.job, second.run());
        listener.awaitState(project, second, State.FINISHED);
        engine().runs().stop(project.job, first.run());
        listener.awaitState(project, first, State.FINISHED);
        listener.close();
    }

    @Test
    default void anEventComesAfterTheStateIsReadable() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest first = project.startAndAwaitInput();
        RunRequest stopped = project.start();
        RunRequest cancelled = project.start();
        StateReadingListener reader = StateReadingListener.of(engine(), project.job);
        engine().runs().stop(project.job, stopped.run());
        reader.assertLastState(stopped, State.FINISHED);
        userActions().cancel(project.job, cancelled.run());
        reader.assertLastState(cancelled, State.FINISHED);
        project.answer(first, true);
        reader.assertLastState(first, State.FINISHED);
        reader.close();
    }

    @Test
    default void changesByHandAreEvents() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RunRequest run = project.start();
        project.awaitEnd(run);
        RecordingListener listener = RecordingListener.of(engine());
        userActions().disable(project.job);
        listener.awaitChangeOf(project.job.toString());
        userActions().enable(project.job);
        userActions().deleteBuild(project.job, run.run());
        await("the listener gets the deletion of the build").until(() -> listener.sawDeletionOf(run));
        listener.clear();
        userActions().deleteJob(project.job);
        listener.awaitChangeOf(project.job.toString());
        userActions().deleteFolder(project.job.folder());
        listener.awaitChangeOf(project.job.folder());
        listener.close();
    }

    @Test
    default void aClosedSubscriptionGetsNoEvents() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        RecordingListener closed = RecordingListener.of(engine());
        RecordingListener open = RecordingListener.of(engine());
        closed.close();
        RunRequest run = project.start();
        open.awaitState(project, run, State.FINISHED);
        assertThat(closed.hasNoEvents()).isTrue();
        open.close();
    }

    @Test
    default void aListenerThatThrowsDoesNotAffectOthers() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.steps("echo 'hello'"));
        Engine.Subscription bad = engine().subscribe(RecordingListener.throwingListener());
        RecordingListener good = RecordingListener.of(engine());
        RunRequest run = project.start();
        good.awaitState(project, run, State.FINISHED);
        bad.close();
        good.close();
    }
}
