package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;

/**
 * A lookahead or lookbehind. It matches no character, but looking takes time. So the characters with which its body
 * begins count as characters that can follow.
 *
 * @param firstCharacters the characters at which looking takes more than one step
 * @param starts the number of places from which a match of the body is tried: several for a lookbehind whose length is
 *     not fixed
 */
record LookaroundNode(RegexNode body, BitSet firstCharacters, int starts) implements RegexNode {
    @Override
    public boolean canBeEmpty() {
        return true;
    }

    @Override
    public long countWays(BitSet follow, boolean isInRepetition) {
        return RegexNode.multiply(starts, body.countWays(CharacterSets.none(), isInRepetition));
    }
}
