package io.jenkins.plugins.kubesphere.devops.engine.text;

import java.util.regex.Pattern;

/**
 * Removes from a text what only a terminal uses: escape sequences for colours, control characters, and invisible format
 * characters, such as those that change the direction of the text.
 */
public final class ControlCharacterFilter {
    /** Matches ANSI escape sequences, which set colours, a title or a link. */
    private static final Pattern ESCAPE_SEQUENCE =
            Pattern.compile("\\x1B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\)?)");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private ControlCharacterFilter() {}

    /** Returns the plain text of one line. A tab becomes a space. */
    public static String apply(String line) {
        String shown = ESCAPE_SEQUENCE.matcher(line).replaceAll("").replace('\t', ' ');
        return UNPRINTABLE.matcher(shown).replaceAll("");
    }
}
