package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks whether Jenkins may apply a regular expression of a spec to a text that somebody else chooses: the name of a
 * branch, or a value in a webhook request. This class does not run the expression, because a hostile expression may
 * never finish.
 *
 * <p>An expression is refused if the time of a match could grow exponentially: if it has three nested repetitions, or
 * two nested repetitions and a back reference, or two nested repetitions of which the outer one has a count of 10 or
 * more, such as {@code {20}}. Each of these needs more than a million steps for thirty characters. {@code (a+)+b} is
 * accepted, because {@code Pattern} of Java 17 and later remembers where a loop failed. A possessive repetition does
 * not count, because it does not backtrack.
 */
public final class RegexValidator {
    /** The maximum number of characters. */
    static final int MAX_LENGTH = 1000;

    /**
     * The maximum number of groups and character classes. {@code Pattern} parses them by recursion, so more of them
     * could overflow the stack.
     */
    private static final int MAX_BRACKETS = 100;

    /** If the outer one of two nested repetitions has at least this count, the expression is refused. */
    private static final int DANGEROUS_COUNT = 10;

    private static final Pattern TOKEN = Pattern.compile("""
            (?<quantifier> [*+?] | \\{ (?<minCount>\\d+) (?<hasComma>,)? (?<maxCount>\\d*) } ) (?<mode>[?+])?
            | (?<group> \\( (?: \\? (?: <[=!] | <\\w+> | [=!>] | [a-zA-Z-]*:? ) )? )
            | (?<reference> \\\\ (?: [1-9] | k< ) )
            | (?<bracket> \\[ )
            | \\\\Q .*? (?: \\\\E | \\z )
            | \\\\?.""", Pattern.COMMENTS | Pattern.DOTALL);

    private static final Pattern IN_BRACKETS = Pattern.compile("\\\\Q.*?(?:\\\\E|\\z)|\\\\?.", Pattern.DOTALL);

    /** The depth of nested repetitions in each group that encloses the current one. */
    private final Deque<Integer> enclosingDepths = new ArrayDeque<>();

    /** The depth of nested repetitions in the current group. */
    private int groupDepth;

    /** The depth of nested repetitions in the last element. A quantifier that follows applies to this element. */
    private int lastElementDepth;

    private boolean hasBackReference;
    private boolean hasCountedNestedRepetition;

    private RegexValidator() {}

    /**
     * Describes the problem and how to fix it, as the rest of a sentence that begins with the field.
     *
     * @param regex may be empty
     * @return empty if the expression is accepted
     */
    public static Optional<String> findProblem(String regex) {
        if (regex.length() > MAX_LENGTH) {
            return Optional.of("has " + regex.length() + " characters; shorten it to " + MAX_LENGTH);
        }
        if (regex.chars().filter(c -> c == '(' || c == '[').count() > MAX_BRACKETS) {
            return Optional.of("opens more than " + MAX_BRACKETS + " brackets; write it with fewer");
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            return Optional.of("is not a regular expression: " + e.getDescription() + " near index " + e.getIndex()
                    + "; correct it");
        }
        return new RegexValidator().isExponential(regex)
                ? Optional.of(
                        "may never finish, because repetitions are nested in it; write it with fewer nested repetitions")
                : Optional.empty();
    }

    /** @param regex an expression that compiles */
    private boolean isExponential(String regex) {
        Matcher token = TOKEN.matcher(regex);
        int position = 0;
        while (position < regex.length() && token.find(position)) {
            position = token.end();
            if (token.group("quantifier") != null) {
                readQuantifier(token);
            } else if (token.group("group") != null) {
                enclosingDepths.push(groupDepth);
                groupDepth = 0;
                lastElementDepth = 0;
            } else if (token.group().equals(")") && !enclosingDepths.isEmpty()) {
                lastElementDepth = groupDepth;
                groupDepth = Math.max(enclosingDepths.pop(), lastElementDepth);
            } else {
                hasBackReference |= token.group("reference") != null;
                lastElementDepth = 0;
                if (token.group("bracket") != null) {
                    position = endOfCharacterClass(regex, position);
                }
            }
        }
        return groupDepth > 2 || hasCountedNestedRepetition || hasBackReference && groupDepth > 1;
    }

    private void readQuantifier(Matcher quantifier) {
        if ("+".equals(quantifier.group("mode"))
                || quantifier.group("quantifier").equals("?")) {
            return;
        }
        boolean isVariable = true;
        if (quantifier.group("minCount") != null) {
            int minCount = Integer.parseInt(quantifier.group("minCount"));
            boolean isUnbounded = quantifier.group("hasComma") != null
                    && quantifier.group("maxCount").isEmpty();
            int maxCount = isUnbounded || quantifier.group("maxCount").isEmpty()
                    ? minCount
                    : Integer.parseInt(quantifier.group("maxCount"));
            isVariable = isUnbounded || maxCount > minCount;
            hasCountedNestedRepetition |= lastElementDepth > 0 && maxCount >= DANGEROUS_COUNT;
        }
        if (isVariable) {
            lastElementDepth++;
            groupDepth = Math.max(groupDepth, lastElementDepth);
        }
    }

    /**
     * Finds the end of a character class. A closing bracket directly after the opening one is a character of the class.
     *
     * @param position index after the opening bracket
     */
    private static int endOfCharacterClass(String regex, int position) {
        Matcher inside = IN_BRACKETS.matcher(regex);
        int start = regex.startsWith("^", position) ? position + 1 : position;
        int next = start;
        for (int openBrackets = 1;
                openBrackets > 0 && next < regex.length() && inside.find(next);
                next = inside.end()) {
            if (inside.group().equals("[")) {
                openBrackets++;
            } else if (inside.group().equals("]") && next > start) {
                openBrackets--;
            }
        }
        return next;
    }
}
