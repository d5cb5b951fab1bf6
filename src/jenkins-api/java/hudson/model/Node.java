package hudson.model;

import hudson.remoting.VirtualChannel;

public abstract class Node {
    protected Node() {
        throw new UnsupportedOperationException();
    }

    public abstract String getNodeName();

    public abstract String getLabelString();

    public final VirtualChannel getChannel() {
        throw new UnsupportedOperationException();
    }
}
