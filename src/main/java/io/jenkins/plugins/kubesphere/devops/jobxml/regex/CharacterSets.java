package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Sets of characters: one bit for each ASCII character, and one bit for all others together. A set may have more
 * characters than the expression, never fewer.
 */
final class CharacterSets {
    private static final int ASCII = 128;

    /** A character or class that matches no character outside of ASCII. Not each such class is recognized. */
    private static final Pattern ASCII_ONLY =
            Pattern.compile("[ -\\[\\]-~]|\\\\[dsw]|\\\\[!-/:-@\\[-`{-~]|\\[(?:[ -%'-Z_-z|~-]|\\\\[dsw.*+/\\\\-])+]");

    private CharacterSets() {}

    static BitSet none() {
        return new BitSet();
    }

    static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, ASCII + 1);
        return all;
    }

    /**
     * @param expression matches exactly one character; upper and lower case are taken for the same, and the dot for
     *     any character, because a flag may say so
     */
    static BitSet of(String expression) {
        try {
            Pattern exact = Pattern.compile(expression, Pattern.DOTALL);
            Pattern ignoringCase = Pattern.compile(expression, Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
            BitSet characters = new BitSet();
            for (int c = 0; c < ASCII; c++) {
                String text = String.valueOf((char) c);
                characters.set(
                        c,
                        exact.matcher(text).matches()
                                || ignoringCase.matcher(text).matches());
            }
            characters.set(ASCII, !ASCII_ONLY.matcher(expression).matches() || expression.equals("."));
            return characters;
        } catch (PatternSyntaxException e) {
            return all();
        }
    }
}
