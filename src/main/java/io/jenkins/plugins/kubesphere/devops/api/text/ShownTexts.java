package io.jenkins.plugins.kubesphere.devops.api.text;

import java.util.regex.Pattern;

/**
 * Makes texts safe to show. Every text that the plugin writes to Kubernetes for people passes here: messages of
 * conditions, Events and annotations. Whoever lists objects in a terminal must not see what a Jenkinsfile, a log or a
 * name makes of the terminal: colours, a moved cursor, a title, or text in another order than it is stored.
 */
public final class ShownTexts {
    /** Matches ANSI escape sequences, which set colours, a title or a link. */
    private static final Pattern ESCAPE_SEQUENCE =
            Pattern.compile("\\x1B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1B\\n]*(?:\\x07|\\x1B\\\\)?)");

    /**
     * Also invisible format characters, such as those that change the direction of the text, and halves of characters,
     * which the API server would replace.
     */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n]]");

    private ShownTexts() {}

    /** Returns the text without control characters, and with the users and passwords of its URLs masked. */
    public static String of(String text) {
        return UrlUserInfoMask.apply(removeControlCharacters(text));
    }

    /**
     * Returns the text without control and format characters. Line breaks stay. A tab or a carriage return becomes a
     * space: without it, two parts of a secret, which was not found when the text was masked, would become one.
     */
    public static String removeControlCharacters(String text) {
        String shown = ESCAPE_SEQUENCE
                .matcher(text)
                .replaceAll("")
                .replace('\t', ' ')
                .replace("\r\n", "\n")
                .replace('\r', ' ');
        return UNPRINTABLE.matcher(shown).replaceAll("");
    }
}
