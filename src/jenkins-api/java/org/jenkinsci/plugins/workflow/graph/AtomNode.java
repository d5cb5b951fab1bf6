package org.jenkinsci.plugins.workflow.graph;

public abstract class AtomNode extends FlowNode {
    AtomNode() {
        throw new UnsupportedOperationException();
    }
}
