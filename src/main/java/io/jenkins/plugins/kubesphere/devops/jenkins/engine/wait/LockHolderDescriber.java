package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Describes the builds that hold a lock. Builds of other projects are not named: not even their names are known there.
 */
final class LockHolderDescriber {
    private static final int MAX_NAMED = 3;

    /**
     * A build.
     *
     * @param job full name of its job, such as {@code shop/web}
     */
    record Holder(String job, int number) {
        /** Empty for a job that is in no folder, and so in no project. */
        private Optional<String> project() {
            return Optional.of(job.indexOf('/')).filter(end -> end > 0).map(end -> job.substring(0, end));
        }
    }

    private LockHolderDescriber() {}

    /**
     * Returns for example {@code , held by shop/web #12}; empty without a holder.
     *
     * @param waiting full name of the job whose build waits
     */
    static String describe(List<Holder> holders, String waiting) {
        Optional<String> project = new Holder(waiting, 0).project();
        List<String> own = holders.stream()
                .filter(holder -> project.isPresent() && holder.project().equals(project))
                .map(holder -> holder.job() + " #" + holder.number())
                .distinct()
                .toList();
        if (!own.isEmpty()) {
            int others = Math.max(0, own.size() - MAX_NAMED);
            return own.stream().limit(MAX_NAMED).collect(Collectors.joining(", ", ", held by ", ""))
                    + (others == 0 ? "" : " and others: " + others);
        }
        return holders.isEmpty() ? "" : ", held by a build of another project";
    }
}
