package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Suggests branches if a run names a branch that has no job. */
final class SimilarBranchDescriber {
    private static final int MAX_NAMES = 5;

    private SimilarBranchDescriber() {}

    /**
     * Returns the end of a sentence that names similar branches, or some of all branches if none is similar.
     *
     * @param wanted the name that has no job
     * @param existing the names of the branches that have a job
     */
    static String describe(String wanted, List<String> existing) {
        if (existing.isEmpty()) {
            return "; the job has no branches";
        }
        List<String> similar =
                existing.stream().filter(name -> isSimilar(wanted, name)).toList();
        return similar.isEmpty() ? "; the job has " + join(existing) : "; similar names in the job: " + join(similar);
    }

    /**
     * {@code PR-12} is like {@code PR-12-head}, {@code Main} like {@code main}, {@code origin/dev} like {@code dev}.
     */
    private static boolean isSimilar(String wanted, String name) {
        String lowerWanted = wanted.toLowerCase(Locale.ROOT);
        String lowerName = name.toLowerCase(Locale.ROOT);
        return lowerName.contains(lowerWanted) || lowerWanted.endsWith("/" + lowerName);
    }

    private static String join(List<String> names) {
        String first = names.stream().sorted().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MAX_NAMES ? first : first + " and " + (names.size() - MAX_NAMES) + " more";
    }
}
