package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;

/**
 * A group {@code (?>…)}. The expression never returns into it, but the attempts inside are made each time that the
 * group is tried, so they count.
 */
record AtomicNode(RegexNode body) implements RegexNode {
    @Override
    public BitSet firstCharacters() {
        return body.firstCharacters();
    }

    @Override
    public boolean canBeEmpty() {
        return body.canBeEmpty();
    }

    @Override
    public long countWays(BitSet follow, boolean isInRepetition) {
        return body.countWays(CharacterSets.none(), isInRepetition);
    }
}
