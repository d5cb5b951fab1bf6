package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

public abstract class RunListener<R extends Run<?, ?>> implements ExtensionPoint {
    protected RunListener() {
        throw new UnsupportedOperationException();
    }

    public void onStarted(R run, TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public void onFinalized(R run) {
        throw new UnsupportedOperationException();
    }

    public void onDeleted(R run) {
        throw new UnsupportedOperationException();
    }

    public void onCompleted(R run, TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public static ExtensionList<RunListener> all() {
        throw new UnsupportedOperationException();
    }
}
