package io.jenkins.plugins.kubesphere.devops.operator.lifecycle;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.LifecycleStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final Pace PACE = new Pace(TICK, Duration.ofMillis(40), TICK, TICK, Duration.ofMillis(200));

    private final BlockingQueue<LifecycleStatus> said = new LinkedBlockingQueue<>();
    private Lifecycle lifecycle;

    @AfterEach
    void close() {
        lifecycle.close();
    }

    @Test
    void saysWhatIsMissingAndStartsOnceItIsThere() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        start(() -> {
            if (tries.incrementAndGet() < 4) {
                throw new NotReadyException(List.of("the cluster has no pipelines"));
            }
            return new FakeSession();
        });

        assertThat(until(State.RETRYING).problems()).containsExactly("the cluster has no pipelines");
        assertThat(until(State.RUNNING).problems()).isEmpty();
        assertThat(tries).hasValue(4);
    }

    @Test
    void opensAnewAfterAFailureAndClosesTheOldOne() throws Exception {
        FakeSession first = new FakeSession();
        FakeSession second = new FakeSession();
        AtomicInteger tries = new AtomicInteger();
        start(() -> tries.incrementAndGet() == 1 ? first : second);
        until(State.RUNNING);

        first.failure = new IllegalStateException("cannot decode Template demo/deep");

        assertThat(until(State.RETRYING).problems()).containsExactly("cannot decode Template demo/deep");
        until(State.RUNNING);
        assertThat(first.closed).isTrue();
        assertThat(second.closed).isFalse();
    }

    @Test
    void anErrorIsSurvivedToo() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        start(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("io/fabric8/Missing");
            }
            return new FakeSession();
        });

        assertThat(until(State.RETRYING).problems()).containsExactly("io/fabric8/Missing");
        until(State.RUNNING);
    }

    @Test
    void aWatchThatIsDownDegradesAndComesBackWithoutANewSession() throws Exception {
        FakeSession session = new FakeSession();
        start(() -> session);
        until(State.RUNNING);

        session.unwatched = List.of("pipelineruns");
        assertThat(until(State.DEGRADED).problems()).containsExactly("no watch on pipelineruns");

        session.unwatched = List.of();
        until(State.RUNNING);
        assertThat(session.closed).isFalse();
    }

    @Test
    void aWatchThatStaysDownIsGivenUpWithItsCause() throws Exception {
        FakeSession session = new FakeSession();
        session.causes = List.of("not allowed to watch pipelineruns.devops.kubesphere.io");
        start(() -> session);
        until(State.RUNNING);

        session.unwatched = List.of("pipelineruns");

        assertThat(until(State.RETRYING).problems())
                .containsExactly("not allowed to watch pipelineruns.devops.kubesphere.io");
        assertThat(session.closed).isTrue();
    }

    @Test
    void reopensAtOnceWhenToldTo() throws Exception {
        FakeSession first = new FakeSession();
        AtomicInteger tries = new AtomicInteger();
        start(() -> tries.incrementAndGet() == 1 ? first : new FakeSession());
        until(State.RUNNING);

        lifecycle.reopen();

        until(State.CONNECTING);
        until(State.RUNNING);
        assertThat(first.closed).isTrue();
    }

    @Test
    void closesItsSession() throws Exception {
        FakeSession session = new FakeSession();
        start(() -> session);
        until(State.RUNNING);

        lifecycle.close();

        assertThat(session.closed).isTrue();
        assertThat(lifecycle.status().state()).isEqualTo(State.STOPPED);
    }

    private void start(Session.Opener opener) {
        lifecycle = new Lifecycle("test", opener, PACE, Clock.systemUTC(), said::add);
        lifecycle.start();
    }

    private LifecycleStatus until(State state) throws InterruptedException {
        while (true) {
            LifecycleStatus status = said.poll(10, SECONDS);
            assertThat(status).as("waited for %s", state).isNotNull();
            if (status.state() == state) {
                return status;
            }
        }
    }

    private static final class FakeSession implements Session {
        volatile Throwable failure;
        volatile List<String> unwatched = List.of();
        volatile List<String> causes = List.of();
        volatile boolean closed;

        @Override
        public Optional<Throwable> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public List<String> unwatched() {
            return unwatched;
        }

        @Override
        public List<String> diagnose() {
            return causes;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
