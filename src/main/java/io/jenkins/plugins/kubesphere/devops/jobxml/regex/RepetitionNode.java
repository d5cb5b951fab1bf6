package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;

/**
 * A node with a quantifier.
 *
 * @param max {@link Integer#MAX_VALUE} for no maximum
 * @param isPossessive true if the expression never returns into the repetition
 * @param remembersFailures true if {@code Pattern} tries this repetition only once at each place, provided that it is
 *     in no other repetition
 */
record RepetitionNode(RegexNode body, int min, int max, boolean isPossessive, boolean remembersFailures)
        implements RegexNode {
    @Override
    public BitSet firstCharacters() {
        return body.firstCharacters();
    }

    @Override
    public boolean canBeEmpty() {
        return min == 0 || body.canBeEmpty();
    }

    @Override
    public long countWays(BitSet follow, boolean isInRepetition) {
        if (isPossessive) {
            return body.countWays(CharacterSets.none(), true);
        }
        BitSet first = body.firstCharacters();
        long bodyWays = body.countWays(max > 1 ? RegexNode.union(first, follow) : follow, true);
        if (bodyWays == 1 && !body.canBeEmpty() && !first.intersects(follow)) {
            // With any other count, the rest would begin with a character that it cannot have.
            return 1;
        }
        if (remembersFailures && !isInRepetition) {
            return Math.min(MANY_WAYS, power(bodyWays, min) + RegexNode.multiply(TEXT_LENGTH, bodyWays));
        }
        long ways = 0;
        for (long count = min; count <= Math.min(max, (long) min + TEXT_LENGTH - 1) && ways < MANY_WAYS; count++) {
            ways += power(bodyWays, count);
        }
        return Math.min(MANY_WAYS, ways);
    }

    private static long power(long base, long exponent) {
        long result = 1;
        for (long i = 0; i < exponent && base > 1 && result < MANY_WAYS; i++) {
            result = RegexNode.multiply(result, base);
        }
        return result;
    }
}
