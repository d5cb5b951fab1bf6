package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes text of the Jenkinsfile from compiler errors, because it may be a password, and more people may read Events
 * and conditions than the Jenkinsfile. The position of the error and the words of the compiler are kept.
 */
final class CompilerErrorRedactor {
    private static final int MAX_ERRORS = 3;
    private static final int MAX_LENGTH = 240;
    private static final String ELLIPSIS = "…";

    private static final Pattern POSITION = Pattern.compile(" ?@ line \\d+, column \\d+\\.?\\s*$");
    // Greedy, because the quoted text of the Jenkinsfile may contain quotes.
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("(?s)\"(.*)\"");
    private static final Pattern SINGLE_QUOTED = Pattern.compile("(?s)(?<!\\w)'(.*)'(?!\\w)");
    /** Matches text of the Jenkinsfile that the compiler writes without quotes. */
    private static final Pattern UNQUOTED = Pattern.compile("(?s)(unexpected (?:token|char): |but got |Object )(.+)"
            + "|^.*(?= cannot be used as a value directly)|^.*(?= is not a valid Groovy string value)");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,30}|[^\\p{Alnum}]{1,2}|EOF");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

    private final Set<String> literals = new HashSet<>();

    private CompilerErrorRedactor(String source) {
        Matcher literal = LITERAL.matcher(source);
        while (literal.find()) {
            Matcher word = LETTERS.matcher(literal.group());
            while (word.find()) {
                literals.add(word.group());
            }
        }
    }

    /**
     * Redacts the first errors, and joins them to one text that begins with a colon.
     *
     * @param source the text that was compiled
     * @return empty if there are no errors
     */
    static String redact(List<String> messages, String source) {
        CompilerErrorRedactor errors = new CompilerErrorRedactor(source);
        StringBuilder text = new StringBuilder();
        for (String message : messages.subList(0, Math.min(MAX_ERRORS, messages.size()))) {
            text.append(text.isEmpty() ? ": " : "; ").append(errors.redact(message));
        }
        if (messages.size() > MAX_ERRORS) {
            text.append("; and ").append(messages.size() - MAX_ERRORS).append(" more");
        }
        return text.toString();
    }

    private String redact(String message) {
        Matcher matcher = POSITION.matcher(message);
        String position = matcher.find() ? matcher.group().strip() : "";
        String description = position.isEmpty() ? message : message.substring(0, matcher.start());
        description = redactQuoted(redactQuoted(description, DOUBLE_QUOTED), SINGLE_QUOTED);
        description = UNQUOTED.matcher(description)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) == null ? ELLIPSIS : match.group(1) + redactWord(match.group(2))));
        description = description.lines().findFirst().orElse("").strip();
        if (description.length() > MAX_LENGTH) {
            description = description.substring(0, MAX_LENGTH) + ELLIPSIS;
        }
        return position.isEmpty() ? description : description + " " + position.replaceFirst("\\.$", "");
    }

    private String redactQuoted(String message, Pattern quotes) {
        return quotes.matcher(message)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().charAt(0)
                        + redactWord(match.group(1))
                        + match.group().charAt(0)));
    }

    /**
     * Returns the text if it is one word or operator that is in no string literal of the source; otherwise an ellipsis.
     */
    private String redactWord(String text) {
        String word = text.strip();
        return WORD.matcher(word).matches() && !literals.contains(word) ? word : ELLIPSIS;
    }
}
