package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses an expression that {@code Pattern} has compiled into a tree of {@link RegexNode}. Where the parser does not
 * know how many ways a part can match, it assumes more ways than there are, never fewer. The flag {@code x} is not
 * supported: see {@link #hasComments}.
 */
public final class RegexParser {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<quantifier> [*+?] | \\{ (?<minCount>\\d+) (?<hasComma>,)? (?<maxCount>\\d*) } ) (?<mode>[?+])?
            | (?<lookbehind> \\( \\? <[=!] )
            | (?<lookahead> \\( \\? [=!] )
            | (?<atomic> \\( \\? > )
            | (?<group> \\( (?: \\? (?: <\\w+> | [a-zA-Z-]*:? ) )? )
            | (?<close> \\) )
            | (?<branch> \\| )
            | (?<anchor> [\\^$] | \\\\ (?: b\\{g} | [bBAGzZ] ) )
            | (?<reference> \\\\ (?: [1-9] | k< [^>]*> ) )
            | (?<lineBreak> \\\\ [RX] )
            | (?<bracket> \\[ )
            | \\\\ (?: [pPN] \\{ [^}]* } | [pP]. | x [0-9a-fA-F]{2} | x\\{ [^}]* } | u [0-9a-fA-F]{4}
                   | 0 (?: [0-3][0-7]{2} | [0-7]{1,2} ) | c. )
            | \\\\?.""", Pattern.COMMENTS | Pattern.DOTALL);

    private static final Pattern QUOTE = Pattern.compile("\\\\Q(?<text>.*?)(?:\\\\E|\\z)|\\\\.|.", Pattern.DOTALL);
    private static final Pattern IN_BRACKETS = Pattern.compile("\\\\?.", Pattern.DOTALL);
    private static final Pattern FLAG_X = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\(\\?[a-wyzA-Z-]*x");

    /** Flags after which {@link CharacterSets} would not know the characters. */
    private static final Pattern OTHER_FLAGS = Pattern.compile("\\(\\?[ism-]*[a-hj-ln-rt-zA-Z]");

    private static final Pattern REFERENCE = Pattern.compile("\\\\[1-9k]");

    /** Contained in a lookbehind whose match can have several lengths. Every branch counts, also of the same length. */
    private static final Pattern VARIABLE_LENGTH = Pattern.compile("[*+?{|]|\\\\[1-9kRX]");

    private final String regex;
    private final Matcher token;
    private final boolean hasKnownCharacters;
    private final boolean hasReference;
    private int position;

    private RegexParser(String regex) {
        this.regex = regex;
        this.token = TOKEN.matcher(regex);
        this.hasKnownCharacters = !OTHER_FLAGS.matcher(regex).find();
        this.hasReference = REFERENCE.matcher(regex).find();
    }

    /** True if the expression may have the flag x. With this flag, blanks and comments are no part of it. */
    public static boolean hasComments(String regex) {
        return FLAG_X.matcher(regex).find();
    }

    /** @param regex an expression that compiles and has not the flag x */
    public static RegexNode parse(String regex) {
        String withoutQuotes = QUOTE.matcher(regex)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().startsWith("\\Q") ? escape(found.group(1)) : found.group()));
        return new RegexParser(withoutQuotes).alternation();
    }

    private static String escape(String text) {
        return text.replaceAll("[\\p{ASCII}&&[^A-Za-z0-9]]", "\\\\$0");
    }

    private RegexNode alternation() {
        List<RegexNode> branches = new ArrayList<>();
        do {
            branches.add(sequence());
        } while (readIf("branch"));
        return branches.size() == 1 ? branches.get(0) : new AlternationNode(branches);
    }

    private RegexNode sequence() {
        List<RegexNode> nodes = new ArrayList<>();
        while (position < regex.length()
                && token.find(position)
                && token.group("branch") == null
                && token.group("close") == null) {
            position = token.end();
            if (token.group("quantifier") != null && !nodes.isEmpty()) {
                int last = nodes.size() - 1;
                nodes.set(last, repetition(nodes.get(last)));
            } else {
                nodes.add(element());
            }
        }
        return nodes.size() == 1 ? nodes.get(0) : new SequenceNode(nodes);
    }

    /** Reads the element that begins with the current token. */
    private RegexNode element() {
        if (token.group("lookbehind") != null) {
            int start = position;
            RegexNode body = body();
            boolean hasFixedLength =
                    !VARIABLE_LENGTH.matcher(regex).region(start, position).find();
            return new LookaroundNode(body, CharacterSets.all(), hasFixedLength ? 1 : RegexNode.TEXT_LENGTH);
        }
        if (token.group("lookahead") != null) {
            RegexNode body = body();
            return new LookaroundNode(body, body.firstCharacters(), 1);
        }
        if (token.group("atomic") != null) {
            return new AtomicNode(body());
        }
        if (token.group("group") != null) {
            return new SequenceNode(List.of(body()));
        }
        // Pattern accepts a quantifier with nothing before it, as in a|{2}.
        if (token.group("anchor") != null || token.group("quantifier") != null) {
            return SequenceNode.EMPTY;
        }
        if (token.group("lineBreak") != null) {
            return new RepetitionNode(characters(CharacterSets.all()), 1, 2, false, false);
        }
        if (token.group("bracket") != null) {
            int start = token.start();
            position = endOfCharacterClass();
            return characters(CharacterSets.of(regex.substring(start, position)));
        }
        return characters(token.group("reference") != null ? CharacterSets.all() : CharacterSets.of(token.group()));
    }

    private RegexNode characters(BitSet characters) {
        return new CharacterNode(hasKnownCharacters ? characters : CharacterSets.all());
    }

    /** Reads the rest of a group, with its closing bracket. */
    private RegexNode body() {
        RegexNode body = alternation();
        readIf("close");
        return body;
    }

    private boolean readIf(String group) {
        if (position < regex.length() && token.find(position) && token.group(group) != null) {
            position = token.end();
            return true;
        }
        return false;
    }

    private RegexNode repetition(RegexNode body) {
        String quantifier = token.group("quantifier");
        int min = quantifier.equals("+") ? 1 : 0;
        int max = quantifier.equals("?") ? 1 : Integer.MAX_VALUE;
        if (token.group("minCount") != null) {
            min = Integer.parseInt(token.group("minCount"));
            if (token.group("hasComma") == null) {
                max = min;
            } else if (!token.group("maxCount").isEmpty()) {
                max = Integer.parseInt(token.group("maxCount"));
            }
        }
        // Pattern remembers failures only of a repeated group (a SequenceNode), and neither of a lazy repetition nor
        // in an expression with a back reference.
        boolean remembersFailures = max == Integer.MAX_VALUE
                && token.group("mode") == null
                && !hasReference
                && body instanceof SequenceNode;
        return new RepetitionNode(body, min, max, "+".equals(token.group("mode")), remembersFailures);
    }

    /**
     * Finds the end of the character class that begins at {@link #position}. A closing bracket directly after the
     * opening one is a character of the class.
     */
    private int endOfCharacterClass() {
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
