package jenkins.scm.api;

import hudson.model.Actionable;
import hudson.model.InvisibleAction;

public class SCMRevisionAction extends InvisibleAction {
    public SCMRevisionAction(SCMSource source, SCMRevision revision) {
        throw new UnsupportedOperationException();
    }

    public SCMRevision getRevision() {
        throw new UnsupportedOperationException();
    }

    public static SCMRevision getRevision(SCMSource source, Actionable actionable) {
        throw new UnsupportedOperationException();
    }
}
