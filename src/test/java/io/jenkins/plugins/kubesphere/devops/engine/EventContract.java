package io.jenkins.plugins.kubesphere.devops.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link Engine#subscribe}: told of each change, and of the end for sure. */
interface EventContract extends EngineUnderTest {

    @Test
    default void eachStateOfARunIsAnEvent() {
        EngineFixtureProject sample = EngineFixtureProject.oneAtATime(this, EngineFixtureProject.PAUSES);
        RunRequest first = sample.startedAndPaused();
        RecordingListener witness = RecordingListener.of(engine());
        RunRequest second = sample.started();
        witness.sees(sample, second, State.QUEUED);
        sample.answer(first, true);
        witness.sees(sample, second, State.PAUSED);
        sample.answer(second, true);
        witness.sees(sample, second, State.FINISHED);
        witness.close();
    }

    @Test
    default void afterTheLastEventTheRunIsOver() {
        EngineFixtureProject sample = EngineFixtureProject.job(this, EngineFixtureProject.steps("echo 'hello'"));
        RecordingListener witness = RecordingListener.of(engine());
        List<RunRequest> runs =
                IntStream.range(0, 20).mapToObj(i -> sample.started()).toList();
        runs.forEach(run -> witness.sees(sample, run, State.FINISHED));
        witness.close();
    }

    @Test
    default void stopIsAnEvent() {
        EngineFixtureProject sample = EngineFixtureProject.oneAtATime(this, EngineFixtureProject.PAUSES);
        RunRequest first = sample.startedAndPaused();
        RunRequest second = sample.started();
        RecordingListener witness = RecordingListener.of(engine());
        engine().runs().stop(sample.job, second.run());
        witness.sees(sample, second, State.FINISHED);
        engine().runs().stop(sample.job, first.run());
        witness.sees(sample, first, State.FINISHED);
        witness.close();
    }

    @Test
    default void whoeverLooksAtAnEventSeesWhatItTells() {
        EngineFixtureProject sample = EngineFixtureProject.oneAtATime(this, EngineFixtureProject.PAUSES);
        RunRequest first = sample.startedAndPaused();
        RunRequest stopped = sample.started();
        RunRequest cancelled = sample.started();
        ConcurrentReader onlooker = ConcurrentReader.of(engine(), sample.job);
        engine().runs().stop(sample.job, stopped.run());
        onlooker.lastSaw(stopped, State.FINISHED);
        byHand().cancel(sample.job, cancelled.run());
        onlooker.lastSaw(cancelled, State.FINISHED);
        sample.answer(first, true);
        onlooker.lastSaw(first, State.FINISHED);
        onlooker.close();
    }

    @Test
    default void changesByHandAreEvents() {
        EngineFixtureProject sample = EngineFixtureProject.job(this, EngineFixtureProject.steps("echo 'hello'"));
        RunRequest run = sample.started();
        sample.end(run);
        RecordingListener witness = RecordingListener.of(engine());
        byHand().disable(sample.job);
        witness.seesChangeOf(sample.job.toString());
        byHand().enable(sample.job);
        byHand().deleteBuild(sample.job, run.run());
        await("the deletion of the build is told").until(() -> witness.sawTheLossOf(run));
        witness.forget();
        byHand().deleteJob(sample.job);
        witness.seesChangeOf(sample.job.toString());
        byHand().deleteFolder(sample.job.folder());
        witness.seesChangeOf(sample.job.folder());
        witness.close();
    }

    @Test
    default void closedSubscriptionHearsNothing() {
        EngineFixtureProject sample = EngineFixtureProject.job(this, EngineFixtureProject.steps("echo 'hello'"));
        RecordingListener closed = RecordingListener.of(engine());
        RecordingListener open = RecordingListener.of(engine());
        closed.close();
        RunRequest run = sample.started();
        open.sees(sample, run, State.FINISHED);
        assertThat(closed.heardNothing()).isTrue();
        open.close();
    }

    @Test
    default void listenerThatThrowsDisturbsNobody() {
        EngineFixtureProject sample = EngineFixtureProject.job(this, EngineFixtureProject.steps("echo 'hello'"));
        Engine.Subscription bad = engine().subscribe(RecordingListener.thatThrows());
        RecordingListener good = RecordingListener.of(engine());
        RunRequest run = sample.started();
        good.sees(sample, run, State.FINISHED);
        bad.close();
        good.close();
    }
}
