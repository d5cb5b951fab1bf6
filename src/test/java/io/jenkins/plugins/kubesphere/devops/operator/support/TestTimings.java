package io.jenkins.plugins.kubesphere.devops.operator.support;

import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.time.Duration;

/** Timings of operators, so that tests of faults do not wait long. */
public final class TestTimings {
    /** As {@link SessionTimings#DEFAULT}, but at least ten times as fast. */
    public static final SessionTimings FAST_RETRIES = new SessionTimings(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(3));

    /** For a Lease that expires soon after its holder ended or lost the cluster. */
    public static final LeaseTimings SHORT_LEASE =
            new LeaseTimings(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(300));

    private TestTimings() {}
}
