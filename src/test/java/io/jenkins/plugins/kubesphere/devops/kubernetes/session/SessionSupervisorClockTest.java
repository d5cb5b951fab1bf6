package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionSupervisorClockTest {
    private static final Duration TICK = Duration.ofMillis(10);

    /** The outage had not begun yet for the supervisor, and was never reported. */
    @Test
    void anOutageIsReportedAlthoughTheClockIsSetBack() {
        FakeSession session = new FakeSession();
        session.unwatched = List.of("pipelineruns");
        AtomicInteger hours = new AtomicInteger();
        InstantSource goesBack = () -> Instant.now().minus(Duration.ofHours(hours.incrementAndGet()));
        SessionTimings timings = new SessionTimings(TICK, TICK, TICK, TICK, Duration.ofHours(1));
        try (SessionSupervisor supervisor = new SessionSupervisor(
                "test", () -> session, timings, goesBack.withZone(ZoneOffset.UTC), status -> {})) {
            supervisor.start();

            await("the outage is reported").until(() -> supervisor.status().state() == State.DEGRADED);
            assertThat(supervisor.status().problems()).isNotEmpty();
        }
    }
}
