package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Whether a Java regular expression from a spec may be applied to what strangers send. It is never run here: a hostile one may
 * not come back.
 *
 * <p>What obviously explodes is refused, by how repetitions lie in each other. {@code (a+)+b} does not explode on Java 17
 * and later, because {@code Pattern} remembers where a loop failed. Three of them in each other do, two with a back
 * reference, and two of which the outer one is counted: each takes more than a million steps for thirty characters. A
 * possessive repetition gives nothing back and does not count.
 */
public final class RegexValidator {
    static final int LONGEST = 1000;
    /** {@code Pattern} reads groups and classes by recursion: how many fit depends on the stack of the thread that asks. */
    private static final int MOST_BRACKETS = 100;

    private static final int MANY = 10;

    private static final Pattern TOKEN = Pattern.compile("""
            (?<quantifier> [*+?] | \\{ (?<least>\\d+) (?<open>,)? (?<most>\\d*) } ) (?<kind>[?+])?
            | (?<group> \\( (?: \\? (?: <[=!] | <\\w+> | [=!>] | [a-zA-Z-]*:? ) )? )
            | (?<reference> \\\\ (?: [1-9] | k< ) )
            | (?<bracket> \\[ )
            | \\\\Q .*? (?: \\\\E | \\z )
            | \\\\?.""", Pattern.COMMENTS | Pattern.DOTALL);

    private static final Pattern IN_BRACKETS = Pattern.compile("\\\\Q.*?(?:\\\\E|\\z)|\\\\?.", Pattern.DOTALL);

    /** How deep repetitions lie in each other in the groups around the one that is being read. */
    private final Deque<Integer> around = new ArrayDeque<>();

    private int deepest;
    private int last;
    private boolean refers;
    private boolean counts;

    private RegexValidator() {}

    /**
     * What is wrong with it and how it is cured, as the rest of a sentence that begins with the field.
     *
     * @param regex may be empty
     * @return empty if nothing is wrong
     */
    public static Optional<String> problem(String regex) {
        if (regex.length() > LONGEST) {
            return Optional.of("has " + regex.length() + " characters; shorten it to " + LONGEST);
        }
        if (regex.chars().filter(c -> c == '(' || c == '[').count() > MOST_BRACKETS) {
            return Optional.of("opens more than " + MOST_BRACKETS + " brackets; write it with fewer");
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            return Optional.of("is not a regular expression: " + e.getDescription() + " near index " + e.getIndex()
                    + "; correct it");
        }
        return new RegexValidator().explodes(regex)
                ? Optional.of(
                        "may take for ever, as it repeats what is repeated itself; write it with fewer repetitions"
                                + " inside each other")
                : Optional.empty();
    }

    /** @param regex one that compiles */
    private boolean explodes(String regex) {
        Matcher token = TOKEN.matcher(regex);
        for (int at = 0; at < regex.length() && token.find(at); ) {
            at = token.end();
            if (token.group("quantifier") != null) {
                repeat(token);
            } else if (token.group("group") != null) {
                around.push(deepest);
                deepest = 0;
                last = 0;
            } else if (token.group().equals(")") && !around.isEmpty()) {
                last = deepest;
                deepest = Math.max(around.pop(), last);
            } else {
                refers |= token.group("reference") != null;
                last = 0;
                if (token.group("bracket") != null) {
                    at = afterBrackets(regex, at);
                }
            }
        }
        return deepest > 2 || counts || refers && deepest > 1;
    }

    private void repeat(Matcher quantifier) {
        if ("+".equals(quantifier.group("kind"))
                || quantifier.group("quantifier").equals("?")) {
            return;
        }
        boolean varies = true;
        if (quantifier.group("least") != null) {
            int least = Integer.parseInt(quantifier.group("least"));
            boolean endless =
                    quantifier.group("open") != null && quantifier.group("most").isEmpty();
            int most =
                    endless || quantifier.group("most").isEmpty() ? least : Integer.parseInt(quantifier.group("most"));
            varies = endless || most > least;
            counts |= last > 0 && most >= MANY;
        }
        if (varies) {
            last++;
            deepest = Math.max(deepest, last);
        }
    }

    /** @param at behind the opening bracket; the first one that closes is a character of the class if nothing precedes it */
    private static int afterBrackets(String regex, int at) {
        Matcher inside = IN_BRACKETS.matcher(regex);
        int start = regex.startsWith("^", at) ? at + 1 : at;
        int next = start;
        for (int open = 1; open > 0 && next < regex.length() && inside.find(next); next = inside.end()) {
            if (inside.group().equals("[")) {
                open++;
            } else if (inside.group().equals("]") && next > start) {
                open--;
            }
        }
        return next;
    }
}
