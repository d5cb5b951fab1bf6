package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionSupervisorTest {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final SessionTimings FAST_RETRIES =
            new SessionTimings(TICK, Duration.ofMillis(40), TICK, TICK, Duration.ofMillis(200));
    /** With these timings, an interrupted watch never ends the session, so that a test can take any time. */
    private static final SessionTimings NEVER_GIVES_UP =
            new SessionTimings(TICK, Duration.ofMillis(40), TICK, TICK, Duration.ofHours(1));

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final BlockingQueue<SessionStatus> statuses = new LinkedBlockingQueue<>();
    private SessionSupervisor supervisor;

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void aMissingRequirementIsReportedAndTheSessionStartsLater() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        start(() -> {
            if (tries.incrementAndGet() < 4) {
                throw new SessionNotReadyException(LocalizableProblem.quote("the cluster has no pipelines"));
            }
            return new FakeSession();
        });

        assertThat(problemsOf(State.RETRYING)).containsExactly("the cluster has no pipelines");
        assertThat(awaitState(State.RUNNING).problems()).isEmpty();
        assertThat(tries).hasValue(4);
    }

    @Test
    void afterAFailureTheSessionIsReplaced() throws Exception {
        FakeSession first = new FakeSession();
        FakeSession second = new FakeSession();
        AtomicInteger tries = new AtomicInteger();
        start(() -> tries.incrementAndGet() == 1 ? first : second);
        awaitState(State.RUNNING);

        first.failure = new IllegalStateException("cannot decode Template demo/deep");

        assertThat(problemsOf(State.RETRYING)).containsExactly("cannot decode Template demo/deep");
        awaitState(State.RUNNING);
        assertThat(first.closed).isTrue();
        assertThat(second.closed).isFalse();
    }

    @Test
    void afterAnErrorTheSessionIsReplaced() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        start(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("io/fabric8/Missing");
            }
            return new FakeSession();
        });

        assertThat(problemsOf(State.RETRYING)).containsExactly("io/fabric8/Missing");
        awaitState(State.RUNNING);
    }

    @Test
    void aShortInterruptionOfAWatchNeedsNoNewSession() throws Exception {
        FakeSession session = new FakeSession();
        start(() -> session, NEVER_GIVES_UP);
        awaitState(State.RUNNING);

        session.unwatched = List.of("pipelineruns");
        assertThat(problemsOf(State.DEGRADED)).containsExactly("cannot watch pipelineruns; the operator tries again");

        session.unwatched = List.of();
        awaitState(State.RUNNING);
        assertThat(session.closed).isFalse();
    }

    /** One namespace of many cannot be read, for example. */
    @Test
    void aPartialProblemIsReportedAndTheSessionStaysOpen() throws Exception {
        FakeSession session = new FakeSession();
        start(() -> session);
        awaitState(State.RUNNING);

        session.partialProblems = List.of(LocalizableProblem.quote("not allowed to list secrets in namespace a"));
        assertThat(problemsOf(State.DEGRADED)).containsExactly("not allowed to list secrets in namespace a");
        Thread.sleep(FAST_RETRIES.reopenAfter().multipliedBy(2).toMillis());
        assertThat(session.closed).isFalse();

        session.partialProblems = List.of();
        awaitState(State.RUNNING);
    }

    @Test
    void aLongInterruptionOfAWatchEndsTheSessionWithItsCause() throws Exception {
        FakeSession session = new FakeSession();
        session.causes = List.of(LocalizableProblem.quote("not allowed to watch pipelineruns.devops.kubesphere.io"));
        start(() -> session);
        awaitState(State.RUNNING);

        session.unwatched = List.of("pipelineruns");

        assertThat(problemsOf(State.RETRYING))
                .containsExactly("not allowed to watch pipelineruns.devops.kubesphere.io");
        assertThat(session.closed).isTrue();
    }

    @Test
    void aRequestedReopenHappensAtOnce() throws Exception {
        FakeSession first = new FakeSession();
        AtomicInteger tries = new AtomicInteger();
        start(() -> tries.incrementAndGet() == 1 ? first : new FakeSession());
        awaitState(State.RUNNING);

        supervisor.reopen();

        awaitState(State.CONNECTING);
        awaitState(State.RUNNING);
        assertThat(first.closed).isTrue();
    }

    @Test
    void closingTheSupervisorClosesTheSession() throws Exception {
        FakeSession session = new FakeSession();
        start(() -> session);
        awaitState(State.RUNNING);

        supervisor.close();

        assertThat(session.closed).isTrue();
        assertThat(supervisor.status().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void aRefusedRequestReplacesTheSessionOnlyIfARightIsMissing() throws Exception {
        FakeSession first = new FakeSession();
        AtomicInteger tries = new AtomicInteger();
        start(() -> tries.incrementAndGet() == 1 ? first : new FakeSession());
        awaitState(State.RUNNING);

        first.refused = true;
        await("the supervisor has read the refusal").atMost(LIMIT).until(() -> !first.refused);
        assertThat(first.closed).isFalse();

        first.causes = List.of(LocalizableProblem.quote("not allowed to patch pipelines.devops.kubesphere.io"));
        first.refused = true;

        assertThat(problemsOf(State.RETRYING)).containsExactly("not allowed to patch pipelines.devops.kubesphere.io");
        awaitState(State.RUNNING);
        assertThat(first.closed).isTrue();
    }

    @Test
    void theStateIsRunningOnlyAfterAllWatchesAreOpen() throws Exception {
        FakeSession session = new FakeSession();
        session.unwatched = List.of("pipelineruns");
        start(() -> session, NEVER_GIVES_UP);

        awaitState(State.DEGRADED);
        session.unwatched = List.of();
        awaitState(State.RUNNING);
        assertThat(statuses).extracting(SessionStatus::state).doesNotContain(State.RUNNING);
    }

    @Test
    void closingInterruptsABlockedOpen() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        start(() -> {
            blocked.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new SessionNotReadyException(LocalizableProblem.quote("interrupted"));
            }
            return new FakeSession();
        });
        blocked.await();

        supervisor.close();

        assertThat(supervisor.status().state()).isEqualTo(State.STOPPED);
        assertThat(statuses).extracting(SessionStatus::state).containsExactly(State.CONNECTING, State.STOPPED);
    }

    @Test
    void reopeningInterruptsABlockedOpen() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        start(() -> {
            if (tries.incrementAndGet() == 1) {
                blocked.countDown();
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    throw new SessionNotReadyException(LocalizableProblem.quote("interrupted"));
                }
            }
            return new FakeSession();
        });
        blocked.await();

        supervisor.reopen();

        awaitState(State.RUNNING);
        assertThat(tries).hasValue(2);
    }

    @Test
    void aSessionOpenedAfterTheCloseIsClosed() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        FakeSession session = new FakeSession();
        start(() -> {
            blocked.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return session;
        });
        blocked.await();

        supervisor.close();

        assertThat(session.closed).isTrue();
    }

    @Test
    void aWaitingSupervisorTriesOnlyOnRequest() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        SessionTimings longRetries = new SessionTimings(TICK, Duration.ofHours(1), TICK, TICK, TICK);
        supervisor = new SessionSupervisor(
                "test",
                () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw SessionNotReadyException.waiting(
                                List.of(LocalizableProblem.quote("held by " + tries.get())));
                    }
                    return new FakeSession();
                },
                longRetries,
                Clock.systemUTC(),
                statuses::add);
        supervisor.start();

        assertThat(problemsOf(State.WAITING)).containsExactly("held by 1");
        supervisor.retry();
        assertThat(problemsOf(State.WAITING)).containsExactly("held by 2");
        supervisor.retry();
        awaitState(State.RUNNING);
        assertThat(tries).hasValue(3);
    }

    @Test
    void aRequestedRetryDoesNotCloseARunningSession() throws Exception {
        FakeSession session = new FakeSession();
        AtomicInteger tries = new AtomicInteger();
        start(
                () -> {
                    tries.incrementAndGet();
                    return session;
                },
                NEVER_GIVES_UP);
        awaitState(State.RUNNING);

        supervisor.retry();
        session.unwatched = List.of("pipelineruns");
        awaitState(State.DEGRADED);

        assertThat(tries).hasValue(1);
        assertThat(session.closed).isFalse();
    }

    @Test
    void aFailingListenerDoesNotEndTheSession() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        supervisor = new SessionSupervisor(
                "test",
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new SessionNotReadyException(LocalizableProblem.quote("not yet"));
                    }
                    return new FakeSession();
                },
                FAST_RETRIES,
                Clock.systemUTC(),
                status -> {
                    throw new IllegalStateException("listener");
                });
        supervisor.start();

        await("the session runs").atMost(LIMIT).until(() -> supervisor.status().state() == State.RUNNING);
    }

    private void start(Session.Opener opener) {
        start(opener, FAST_RETRIES);
    }

    private void start(Session.Opener opener, SessionTimings timings) {
        supervisor = new SessionSupervisor("test", opener, timings, Clock.systemUTC(), statuses::add);
        supervisor.start();
    }

    private SessionStatus awaitState(State state) throws InterruptedException {
        while (true) {
            SessionStatus status = statuses.poll(10, SECONDS);
            assertThat(status).as("waited for %s", state).isNotNull();
            if (status.state() == state) {
                return status;
            }
        }
    }

    private List<String> problemsOf(State state) throws InterruptedException {
        return awaitState(state).problems().stream()
                .map(LocalizableProblem::toString)
                .toList();
    }
}
