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
 * Starts a build when a branch is found for the first time and when it changes; tags are not built. It replaces {@link
 * SkipFirstBuildStrategy} when the annotation {@code build-new-branches} no longer has the value {@code false}. If the
 * job had no strategy then, Jenkins would at once build every branch that was never built. Saved in the job's
 * config.xml; immutable.
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

    /** Jenkins offers the strategy in the form of each multi-branch job. */
    @Extension
    public static final class DescriptorImpl extends BranchBuildStrategyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.BuildNewAndChangedStrategy_DisplayName();
        }
    }
}
