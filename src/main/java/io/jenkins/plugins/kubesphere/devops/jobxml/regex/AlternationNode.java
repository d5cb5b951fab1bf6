package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;
import java.util.List;

/** One of several branches. Branches that begin with different characters exclude each other. */
record AlternationNode(List<RegexNode> branches) implements RegexNode {
    @Override
    public BitSet firstCharacters() {
        return branches.stream().map(RegexNode::firstCharacters).reduce(CharacterSets.none(), RegexNode::union);
    }

    @Override
    public boolean canBeEmpty() {
        return branches.stream().anyMatch(RegexNode::canBeEmpty);
    }

    @Override
    public long countWays(BitSet follow, boolean isInRepetition) {
        long sum = 0;
        long maximum = 0;
        for (RegexNode branch : branches) {
            long ways = branch.countWays(follow, isInRepetition);
            sum = Math.min(MANY_WAYS, sum + ways);
            maximum = Math.max(maximum, ways);
        }
        return isExclusive() ? maximum : sum;
    }

    private boolean isExclusive() {
        BitSet seen = new BitSet();
        for (RegexNode branch : branches) {
            BitSet first = branch.firstCharacters();
            if (branch.canBeEmpty() || seen.intersects(first)) {
                return false;
            }
            seen.or(first);
        }
        return true;
    }
}
