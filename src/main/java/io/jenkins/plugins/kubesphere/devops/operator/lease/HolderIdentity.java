package io.jenkins.plugins.kubesphere.devops.operator.lease;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Who holds the Lease: a home, and one operator of it. The home alone would not do, since a home can be copied or restored,
 * and then two processes bear its id.
 *
 * @param home instance id of the home
 * @param operator drawn at random, 8 hexadecimal digits
 * @param machine where it runs, for people
 */
public record HolderIdentity(String home, String operator, String machine) {

    /**
     * One that no other operator has, in this process or any other.
     *
     * @param home instance id of the home
     */
    public static HolderIdentity of(String home) {
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("host");
        return new HolderIdentity(
                home,
                String.format("%08x", ThreadLocalRandom.current().nextInt()),
                host + "-" + ProcessHandle.current().pid());
    }

    /** True if a holder is an operator of this same home. */
    boolean isSameHome(String holder) {
        return holder.matches(Pattern.quote(home) + "_[0-9a-f]{8}_.*");
    }

    /** As it stands in the Lease. */
    @Override
    public String toString() {
        return home + "_" + operator + "_" + machine;
    }
}
