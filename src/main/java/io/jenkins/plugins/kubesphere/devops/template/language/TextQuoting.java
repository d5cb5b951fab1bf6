package io.jenkins.plugins.kubesphere.devops.template.language;

import java.util.regex.Pattern;

/** Writes a string as a literal of another language. */
final class TextQuoting {
    private static final Pattern PLAIN_IN_SHELL = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");
    private static final char FIRST_PRINTABLE = ' ';

    private TextQuoting() {}

    /** A Groovy literal in single quotes, in which a dollar has no meaning; in three quotes if it has several lines. */
    static String groovy(String text) {
        boolean hasLines = text.indexOf('\n') >= 0;
        StringBuilder quoted = new StringBuilder(hasLines ? "'''" : "'");
        text.chars().forEach(c -> {
            if (c == '\\' || c == '\'') {
                quoted.append('\\').append((char) c);
            } else if (c == '\r') {
                quoted.append("\\r");
            } else if (c >= FIRST_PRINTABLE || c == '\n' || c == '\t') {
                quoted.append((char) c);
            } else {
                quoted.append(String.format("\\u%04x", c));
            }
        });
        return quoted.append(hasLines ? "'''" : "'").toString();
    }

    /** A word of a POSIX shell. */
    static String shell(String text) {
        return PLAIN_IN_SHELL.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
