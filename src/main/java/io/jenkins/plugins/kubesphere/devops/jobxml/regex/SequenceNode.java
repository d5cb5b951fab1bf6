package io.jenkins.plugins.kubesphere.devops.jobxml.regex;

import java.util.BitSet;
import java.util.List;

/** Nodes that match one after the other. Without a node it is an empty expression, or an anchor such as {@code ^}. */
record SequenceNode(List<RegexNode> nodes) implements RegexNode {
    static final SequenceNode EMPTY = new SequenceNode(List.of());

    @Override
    public BitSet firstCharacters() {
        return firstCharacters(0, CharacterSets.none());
    }

    /** The first characters of the rest from this index on, and those of what follows if the rest can be empty. */
    private BitSet firstCharacters(int from, BitSet follow) {
        BitSet first = new BitSet();
        for (RegexNode node : nodes.subList(from, nodes.size())) {
            first.or(node.firstCharacters());
            if (!node.canBeEmpty()) {
                return first;
            }
        }
        first.or(follow);
        return first;
    }

    @Override
    public boolean canBeEmpty() {
        return nodes.stream().allMatch(RegexNode::canBeEmpty);
    }

    @Override
    public long countWays(BitSet follow, boolean isInRepetition) {
        long ways = 1;
        for (int i = 0; i < nodes.size(); i++) {
            ways = RegexNode.multiply(ways, nodes.get(i).countWays(firstCharacters(i + 1, follow), isInRepetition));
        }
        return ways;
    }
}
