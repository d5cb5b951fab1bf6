package jenkins.branch;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import jenkins.scm.api.SCMRevision;

public abstract class BranchProjectFactory<P extends Job<P, R> & TopLevelItem, R extends Run<P, R>> {
    public BranchProjectFactory() {
        throw new UnsupportedOperationException();
    }

    public SCMRevision getLastSeenRevision(P project) {
        throw new UnsupportedOperationException();
    }
}
