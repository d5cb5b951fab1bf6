package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Node;

public abstract class NodeListener implements ExtensionPoint {
    protected NodeListener() {
        throw new UnsupportedOperationException();
    }

    protected void onDeleted(Node node) {
        throw new UnsupportedOperationException();
    }
}
