package io.jenkins.plugins.kubesphere.devops.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The committed list of versions of Jenkins and its plugins with a published vulnerability. A line is
 * {@code name <= version  date, advisory  summary}: that version and all older ones.
 *
 * @param rows in the order of the file
 */
record KnownVulnerabilities(List<KnownVulnerability> rows) {
    static final Path FILE = Path.of("src/test/resources/known-vulnerable.txt");

    /** The name of Jenkins itself in the list. */
    static final String CORE = "jenkins-core";

    private static final Pattern LINE =
            Pattern.compile("([a-z0-9-]+) <= (\\S+)  (\\d{4}-\\d{2}-\\d{2}, \\S+(?:, \\S+)*)  (\\S.*)");

    /** Lines that are blank or begin with # say nothing. */
    static KnownVulnerabilities read(Path file) throws IOException {
        return new KnownVulnerabilities(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> row(file, line))
                .toList());
    }

    private static KnownVulnerability row(Path file, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError(file + " has the line \"" + line + "\"; write \"name <= version  date, advisory"
                    + "  summary\", with two spaces between the parts");
        }
        return new KnownVulnerability(
                matcher.group(1), new JenkinsVersion(matcher.group(2)), matcher.group(3), matcher.group(4));
    }

    /** @return what is known of that version; one sentence for each vulnerability, which says the cure */
    List<String> problems(String name, String version) {
        return rows.stream()
                .filter(row -> row.covers(name, version))
                .map(row -> row.problem(version))
                .toList();
    }

    /**
     * @param last the last vulnerable version
     * @param advisory date and number in Jenkins' list of security advisories, and the CVE if it is known
     */
    record KnownVulnerability(String name, JenkinsVersion last, String advisory, String summary) {

        private boolean covers(String named, String version) {
            return name.equals(named) && new JenkinsVersion(version).compareTo(last) <= 0;
        }

        private String problem(String version) {
            return name + " " + version + " is vulnerable (" + advisory + ": " + summary + "). Use a version after "
                    + last.text() + ": docs/versions.md#update";
        }
    }
}
