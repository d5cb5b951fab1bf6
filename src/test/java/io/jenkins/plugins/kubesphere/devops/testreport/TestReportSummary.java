package io.jenkins.plugins.kubesphere.devops.testreport;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Summarizes in one line what ran on a real Jenkins, and what did not.
 *
 * @param version version of the real Jenkins; empty if there was none
 * @param embedded reports of tests without a real Jenkins
 * @param real reports of tests with a real Jenkins
 */
record TestReportSummary(Optional<String> version, List<TestReport> embedded, List<TestReport> real) {
    /**
     * Prefixes of the reasons of tests that need a real Jenkins; see {@code JenkinsDistribution} and {@code
     * JenkinsApiIT}.
     */
    private static final Set<String> JENKINS_REASONS = Set.of("needs a real Jenkins", "System property [jenkins.war]");

    /** The summary, without a line end. */
    String text() {
        long ran = Stream.of(embedded, real)
                .flatMap(Collection::stream)
                .mapToLong(TestReport::ran)
                .sum();
        long skipped = Stream.of(embedded, real)
                .flatMap(Collection::stream)
                .mapToLong(report -> report.skipped().size())
                .sum();
        Set<String> onJenkins =
                names(real.stream().filter(report -> report.ran() > 0).map(TestReport::type));
        Set<String> notOnJenkins = names(Stream.of(embedded, real)
                .flatMap(Collection::stream)
                .flatMap(report -> report.skipped().stream())
                .filter(TestReportSummary::needsJenkins)
                .map(ReportedSkip::type));
        notOnJenkins.removeAll(onJenkins);
        return ran + " tests ran, " + skipped + " skipped. "
                + version.map(found -> "On Jenkins " + found + ": " + list(onJenkins))
                        .orElse("No real Jenkins was used")
                + ". Not run on a real Jenkins: " + list(notOnJenkins) + ".";
    }

    private static boolean needsJenkins(ReportedSkip test) {
        // The report of a class that was skipped as a whole has no reason.
        return test.reason().isEmpty() || JENKINS_REASONS.stream().anyMatch(test.reason()::startsWith);
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    private static String list(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
