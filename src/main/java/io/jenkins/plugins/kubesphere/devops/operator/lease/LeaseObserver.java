package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.jenkins.plugins.kubesphere.devops.operator.lease.MachineClocks.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * Observes the Lease while others hold it, and measures for how long it has not changed. The times in the Lease, which
 * come from the clock of the holder, are not used. The Lease is free when this process saw no renewal for the whole
 * duration of the Lease. For use by one thread.
 */
final class LeaseObserver {
    private final String identity;
    private final Duration ownDuration;
    private final MachineClocks clocks;
    private LeaseSpec lastSpec;
    private Moment unchangedSince;

    /**
     * @param identity our own identity; a Lease that we hold is free for us
     * @param ownDuration how long our own Lease is valid; used for a Lease that has no duration
     */
    LeaseObserver(String identity, Duration ownDuration, MachineClocks clocks) {
        this.identity = identity;
        this.ownDuration = ownDuration;
        this.clocks = clocks;
    }

    /**
     * Observes the Lease once more.
     *
     * @param found the Lease as it is now; empty if it does not exist
     * @return how long the Lease must stay unchanged before we may take it; zero or less if we may take it now
     */
    Duration timeUntilFree(Optional<Lease> found) {
        if (found.isEmpty()) {
            // The Lease was deleted. Its holder notices that at its next renewal, so we wait as long as for a Lease
            // that is not renewed. If we never saw one, we do not wait: a new cluster must start at once.
            return isFree(lastSpec) ? Duration.ZERO : ownDuration.minus(clocks.shortestTimeSince(unchangedSince));
        }
        LeaseSpec spec = Optional.ofNullable(found.get().getSpec()).orElseGet(LeaseSpec::new);
        if (!spec.equals(lastSpec)) {
            lastSpec = spec;
            unchangedSince = clocks.now();
        }
        return isFree(spec) ? Duration.ZERO : duration(spec).minus(clocks.shortestTimeSince(unchangedSince));
    }

    private boolean isFree(LeaseSpec spec) {
        return holder(spec).isEmpty() || holder(spec).equals(identity);
    }

    /** Returns how long a Lease is valid without a renewal. */
    Duration duration(LeaseSpec spec) {
        return spec.getLeaseDurationSeconds() == null || spec.getLeaseDurationSeconds() <= 0
                ? ownDuration
                : Duration.ofSeconds(spec.getLeaseDurationSeconds());
    }

    /** Returns the holder of a Lease; empty if it was released. */
    static String holder(LeaseSpec spec) {
        return spec == null || spec.getHolderIdentity() == null ? "" : spec.getHolderIdentity();
    }
}
