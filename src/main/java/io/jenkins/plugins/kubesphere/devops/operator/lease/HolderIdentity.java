package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Identifies a holder of the Lease: an instance and one of its operators. The id of the instance is not enough: a
 * Jenkins home can be copied or restored, and then two processes have the same id.
 *
 * @param instanceId id of the instance
 * @param operatorId random, 8 hexadecimal digits
 * @param machine host and process id, for people
 */
public record HolderIdentity(String instanceId, String operatorId, String machine) {

    /**
     * Creates an identity that no other operator has, in this process or any other.
     *
     * @param instanceId id of the instance
     */
    public static HolderIdentity of(String instanceId) {
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("host");
        return new HolderIdentity(
                instanceId,
                String.format("%08x", ThreadLocalRandom.current().nextInt()),
                host + "-" + ProcessHandle.current().pid());
    }

    /** Returns true if this holder is an operator of the same instance. */
    boolean isSameInstance(String holder) {
        return holder.matches(Pattern.quote(instanceId) + "_[0-9a-f]{8}_.*");
    }

    /** Returns the text that is written into the Lease. */
    @Override
    public String toString() {
        return instanceId + "_" + operatorId + "_" + machine;
    }
}
