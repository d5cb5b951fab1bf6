package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import hudson.Extension;
import hudson.model.TaskListener;
import jenkins.branch.BranchBuildStrategy;
import jenkins.branch.BranchBuildStrategyDescriptor;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.mixin.TagSCMHead;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Starts a build when a branch changes, but not when the branch is found for the first time. So the first scan of a
 * repository starts no build. Tags are not built automatically, as in Jenkins without any strategy.
 *
 * <p>The property of Jenkins that suppresses builds cannot do this: it depends on the cause of the build, so it would
 * also suppress the builds of branches that a scan finds changed. Saved in the job's config.xml; immutable.
 */
public final class SkipFirstBuildStrategy extends BranchBuildStrategy {
    @DataBoundConstructor
    public SkipFirstBuildStrategy() {}

    /**
     * Jenkins also calls this method for a branch that did not change and was never built: for Jenkins, a branch has
     * changed if its revision is not the last built one.
     *
     * @param lastSeenRevision null if the branch has just been found
     */
    @Override
    public boolean isAutomaticBuild(
            SCMSource source,
            SCMHead head,
            SCMRevision currRevision,
            SCMRevision lastBuiltRevision,
            SCMRevision lastSeenRevision,
            TaskListener listener) {
        return lastSeenRevision != null && !lastSeenRevision.equals(currRevision) && !(head instanceof TagSCMHead);
    }

    /** Jenkins offers the strategy in the form of each multi-branch job. */
    @Extension
    public static final class DescriptorImpl extends BranchBuildStrategyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.SkipFirstBuildStrategy_DisplayName();
        }
    }
}
