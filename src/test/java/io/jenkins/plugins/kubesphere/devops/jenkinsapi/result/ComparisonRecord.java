package io.jenkins.plugins.kubesphere.devops.jenkinsapi.result;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The committed result of a comparison without findings.
 *
 * @param hash hash of the declarations that were compared
 * @param jenkins version of the war
 * @param plugins names and versions of the plugins to which our code links
 * @param classes number of declared classes that were compared
 * @param members number of their fields, methods and constructors
 * @param skipped classes of plugins that were not compared, because there were no plugins
 */
public record ComparisonRecord(
        String hash,
        String jenkins,
        SortedMap<String, String> plugins,
        int classes,
        int members,
        SortedSet<String> skipped) {
    public static final Path FILE = Path.of("src/jenkins-api/verified.txt");
    private static final String COMMAND =
            "mvn clean verify -Djenkins.war=<jenkins.war> -Djenkins.plugins=<folder of .hpi files>";

    private static final String HASH = "declarations sha256 ";
    private static final String SKIPPED = "skipped ";

    /** The text of the file. It has no dates and no paths, so it changes only with the result. */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(
                        "# What src/jenkins-api/java was compared with. Written by a build that found nothing wrong:\n# ")
                .append(COMMAND)
                .append('\n')
                .append(HASH)
                .append(hash)
                .append("\ndeclared classes ")
                .append(classes)
                .append("\ndeclared members ")
                .append(members)
                .append("\njenkins ")
                .append(jenkins)
                .append('\n');
        for (Map.Entry<String, String> plugin : plugins.entrySet()) {
            text.append("plugin ")
                    .append(plugin.getKey())
                    .append(' ')
                    .append(plugin.getValue())
                    .append('\n');
        }
        skipped.forEach(type -> text.append(SKIPPED).append(type).append('\n'));
        return text.toString();
    }

    /** Returns why a committed text is not valid for declarations with this hash; empty if it is valid. */
    public static Optional<String> problem(String text, String hash) {
        if (text.lines().noneMatch((HASH + hash)::equals)) {
            return Optional.of(
                    "src/jenkins-api/java changed since it was compared with a real Jenkins. Run: " + COMMAND);
        }
        long skipped = text.lines().filter(line -> line.startsWith(SKIPPED)).count();
        return skipped == 0
                ? Optional.empty()
                : Optional.of(skipped + " classes of plugins were not compared with real ones. Run: " + COMMAND);
    }
}
