package org.jenkinsci.plugins.workflow.graph;

public class FlowEndNode extends BlockEndNode<FlowStartNode> {
    private FlowEndNode() {
        throw new UnsupportedOperationException();
    }
}
