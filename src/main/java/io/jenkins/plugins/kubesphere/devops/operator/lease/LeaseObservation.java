package io.jenkins.plugins.kubesphere.devops.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.jenkins.plugins.kubesphere.devops.operator.lease.MachineClocks.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * What was seen of the Lease while others held it, and for how long it has not changed. When it was renewed by its holder's
 * clock does not count, nor how old it looks: only that this process saw no renewal for as long as one must come. For use by
 * one thread.
 */
final class LeaseObservation {
    private final String self;
    private final Duration own;
    private final MachineClocks clocks;
    private LeaseSpec seen;
    private Moment since;

    /**
     * @param self our own identity: what we hold is free for us
     * @param own how long a Lease of ours holds; for those that do not say
     */
    LeaseObservation(String self, Duration own, MachineClocks clocks) {
        this.self = self;
        this.own = own;
        this.clocks = clocks;
    }

    /**
     * Takes a look.
     *
     * @param found the Lease as it is now; empty if it is not there
     * @return how long it must stay as it is before it may be taken; zero or less if it may be taken now
     */
    Duration untilFree(Optional<Lease> found) {
        if (found.isEmpty()) {
            // Deleted under its holder, who notices at its next renewal. One that we never saw was never there, or has
            // been
            // gone for a while: a fresh cluster must not wait.
            return isFree(seen) ? Duration.ZERO : own.minus(clocks.atLeastSince(since));
        }
        LeaseSpec spec = Optional.ofNullable(found.get().getSpec()).orElseGet(LeaseSpec::new);
        if (!spec.equals(seen)) {
            seen = spec;
            since = clocks.now();
        }
        return isFree(spec) ? Duration.ZERO : duration(spec).minus(clocks.atLeastSince(since));
    }

    private boolean isFree(LeaseSpec spec) {
        return holder(spec).isEmpty() || holder(spec).equals(self);
    }

    /** How long a Lease holds without a renewal. */
    Duration duration(LeaseSpec spec) {
        return spec.getLeaseDurationSeconds() == null || spec.getLeaseDurationSeconds() <= 0
                ? own
                : Duration.ofSeconds(spec.getLeaseDurationSeconds());
    }

    /** Whose a Lease is; empty if it was released. */
    static String holder(LeaseSpec spec) {
        return spec == null || spec.getHolderIdentity() == null ? "" : spec.getHolderIdentity();
    }
}
