package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a compiler has to complain about, for Events and conditions, which more people may read than the Jenkinsfile: the
 * place and the words of the language stay, what was written there goes, as it may be a password.
 */
final class RedactedCompilerErrors {
    private static final int MOST = 3;
    private static final int LONGEST = 240;
    private static final String GONE = "…";

    private static final Pattern PLACE = Pattern.compile(" ?@ line \\d+, column \\d+\\.?\\s*$");
    // Greedy: what was written may hold quotes itself.
    private static final Pattern DOUBLE = Pattern.compile("(?s)\"(.*)\"");
    private static final Pattern SINGLE = Pattern.compile("(?s)(?<!\\w)'(.*)'(?!\\w)");
    /** What is not quoted though it was written by the author. */
    private static final Pattern BARE = Pattern.compile("(?s)(unexpected (?:token|char): |but got |Object )(.+)"
            + "|^.*(?= cannot be used as a value directly)|^.*(?= is not a valid Groovy string value)");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,30}|[^\\p{Alnum}]{1,2}|EOF");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

    private final Set<String> literals = new HashSet<>();

    private RedactedCompilerErrors(String source) {
        Matcher literal = LITERAL.matcher(source);
        while (literal.find()) {
            Matcher word = LETTERS.matcher(literal.group());
            while (word.find()) {
                literals.add(word.group());
            }
        }
    }

    /**
     * Gives the first complaints, led by a colon.
     *
     * @param source what was compiled
     * @return empty if there are none
     */
    static String of(List<String> messages, String source) {
        RedactedCompilerErrors complaints = new RedactedCompilerErrors(source);
        StringBuilder text = new StringBuilder();
        for (String message : messages.subList(0, Math.min(MOST, messages.size()))) {
            text.append(text.isEmpty() ? ": " : "; ").append(complaints.told(message));
        }
        if (messages.size() > MOST) {
            text.append("; and ").append(messages.size() - MOST).append(" more");
        }
        return text.toString();
    }

    private String told(String message) {
        Matcher at = PLACE.matcher(message);
        String place = at.find() ? at.group().strip() : "";
        String what = place.isEmpty() ? message : message.substring(0, at.start());
        what = withoutQuoted(withoutQuoted(what, DOUBLE), SINGLE);
        what = BARE.matcher(what)
                .replaceAll(bare ->
                        Matcher.quoteReplacement(bare.group(1) == null ? GONE : bare.group(1) + kept(bare.group(2))));
        what = what.lines().findFirst().orElse("").strip();
        if (what.length() > LONGEST) {
            what = what.substring(0, LONGEST) + GONE;
        }
        return place.isEmpty() ? what : what + " " + place.replaceFirst("\\.$", "");
    }

    private String withoutQuoted(String message, Pattern quotes) {
        return quotes.matcher(message)
                .replaceAll(quoted -> Matcher.quoteReplacement(quoted.group().charAt(0)
                        + kept(quoted.group(1))
                        + quoted.group().charAt(0)));
    }

    private String kept(String text) {
        String word = text.strip();
        return WORD.matcher(word).matches() && !literals.contains(word) ? word : GONE;
    }
}
