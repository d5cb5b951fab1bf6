package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;

/** Matches one character. The set says which, for example those of {@code [a-z]}. */
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
