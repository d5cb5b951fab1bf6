package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;

/** One character of a set. */
record CharacterNode(BitSet characters) implements RegexNode {
    @Override
    public BitSet firstCharacters() {
        return characters;
    }

    @Override
    public boolean canBeEmpty() {
        return false;
    }

    @Override
    public long countWays(BitSet follow, boolean isInRepetition) {
        return 1;
    }
}
