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
 * Builds a branch by itself only once it changes, not when it is found for the first time: the first scan of a repository
 * then starts no build. Otherwise as Jenkins without any rule does, which never builds tags by itself.
 *
 * <p>Jenkins' own property that suppresses builds cannot say that: it goes by what starts the build, and would hold back what
 * a scan finds changed as well. Kept in the job's document; immutable.
 */
public final class SkipFirstBuildStrategy extends BranchBuildStrategy {
    @DataBoundConstructor
    public SkipFirstBuildStrategy() {}

    /**
     * Jenkins also asks when nothing changed since the branch was found, as long as it has never been built: "changed" is
     * to Jenkins what is not the last built.
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

    /** Offered in the form of each job with branches. */
    @Extension
    public static final class DescriptorImpl extends BranchBuildStrategyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.SkipFirstBuildStrategy_DisplayName();
        }
    }
}
