package org.jenkinsci.plugins.workflow.graph;

public class FlowStartNode extends BlockStartNode {
    private FlowStartNode() {
        throw new UnsupportedOperationException();
    }
}
