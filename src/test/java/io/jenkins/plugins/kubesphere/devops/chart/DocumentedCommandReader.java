package io.jenkins.plugins.kubesphere.devops.chart;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads the shell commands in a document of docs/, so that tests can run them.
 *
 * @param file name of the document
 */
public record DocumentedCommandReader(String file) {
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^( *)```sh\\n(.*?)^\\1```$");

    /**
     * The blocks of commands below a heading, up to the next heading of any level.
     *
     * @param heading text of the heading
     */
    public List<String> commands(String heading) {
        String text;
        try {
            text = Files.readString(RepositoryRoot.root().resolve("docs").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] parts = text.split("(?m)^#+ " + Pattern.quote(heading) + "$", -1);
        if (parts.length != 2) {
            throw new AssertionError(
                    "docs/" + file + " has " + (parts.length - 1) + " headings \"" + heading + "\" instead of one");
        }
        String section = parts[1].split("(?m)^#+ ", 2)[0];
        return COMMANDS.matcher(section)
                .results()
                .map((MatchResult found) -> found.group(2).stripIndent())
                .toList();
    }
}
