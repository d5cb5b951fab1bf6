package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;

/**
 * A part of a regular expression. It counts the ways in which it can match the beginning of a text: after a failure
 * further on, {@code java.util.regex} tries each of them. So the product along a sequence is the number of attempts
 * before a match fails. The count is an upper bound for a text of {@link #TEXT_LENGTH} characters.
 */
public sealed interface RegexNode
        permits CharacterNode, SequenceNode, AlternationNode, RepetitionNode, AtomicNode, LookaroundNode {
    /** Length of the text for which ways are counted. A repetition without a maximum has that many choices. */
    int TEXT_LENGTH = 30;

    /** Counts end here, so that they cannot overflow. */
    long MANY_WAYS = Integer.MAX_VALUE;

    /** The characters with which a match of this node can begin. */
    BitSet firstCharacters();

    /** True if this node can match an empty text. */
    boolean canBeEmpty();

    /**
     * @param follow characters with which the rest of the expression can continue. If the next character of the text is
     *     not one of these, the attempt fails at once, so it does not count
     * @param isInRepetition true if a group that contains this node is repeated. {@code Pattern} remembers where a
     *     repetition failed only for repetitions that are in no other repetition
     * @return at most {@link #MANY_WAYS}
     */
    long countWays(BitSet follow, boolean isInRepetition);

    static long multiply(long a, long b) {
        return Math.min(MANY_WAYS, a * b);
    }

    static BitSet union(BitSet a, BitSet b) {
        BitSet all = (BitSet) a.clone();
        all.or(b);
        return all;
    }
}
