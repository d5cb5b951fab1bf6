package jenkins.branch;

import hudson.model.AbstractDescribableImpl;
import hudson.model.TaskListener;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;

public abstract class BranchBuildStrategy extends AbstractDescribableImpl<BranchBuildStrategy> {
    public BranchBuildStrategy() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isAutomaticBuild(
            SCMSource source,
            SCMHead head,
            SCMRevision currRevision,
            SCMRevision lastBuiltRevision,
            SCMRevision lastSeenRevision,
            TaskListener listener);

    public final boolean automaticBuild(
            SCMSource source,
            SCMHead head,
            SCMRevision currRevision,
            SCMRevision lastBuiltRevision,
            SCMRevision lastSeenRevision,
            TaskListener listener) {
        throw new UnsupportedOperationException();
    }
}
