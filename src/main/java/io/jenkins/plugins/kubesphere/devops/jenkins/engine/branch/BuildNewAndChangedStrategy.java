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
 * Builds a branch by itself when it is found for the first time and when it changes: what takes the place of
 * {@link SkipFirstBuildStrategy} once new branches are built again. Jenkins without any rule would then build all those at once that
 * were never built. Kept in the job's document; immutable.
 */
public final class BuildNewAndChangedStrategy extends BranchBuildStrategy {
    @DataBoundConstructor
    public BuildNewAndChangedStrategy() {}

    /** @param lastSeenRevision null if the branch has just been found */
    @Override
    public boolean isAutomaticBuild(
            SCMSource source,
            SCMHead head,
            SCMRevision currRevision,
            SCMRevision lastBuiltRevision,
            SCMRevision lastSeenRevision,
            TaskListener listener) {
        return !currRevision.equals(lastSeenRevision) && !(head instanceof TagSCMHead);
    }

    /** Offered in the form of each job with branches. */
    @Extension
    public static final class DescriptorImpl extends BranchBuildStrategyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.BuildNewAndChangedStrategy_DisplayName();
        }
    }
}
