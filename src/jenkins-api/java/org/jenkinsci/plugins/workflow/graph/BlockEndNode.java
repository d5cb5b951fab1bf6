package org.jenkinsci.plugins.workflow.graph;

public abstract class BlockEndNode<S extends BlockStartNode> extends FlowNode {
    BlockEndNode() {
        throw new UnsupportedOperationException();
    }

    public S getStartNode() {
        throw new UnsupportedOperationException();
    }
}
