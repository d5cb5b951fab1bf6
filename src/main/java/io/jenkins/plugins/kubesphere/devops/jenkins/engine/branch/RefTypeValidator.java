package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.RefType;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import java.util.Optional;
import jenkins.branch.Branch;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import jenkins.scm.api.mixin.TagSCMHead;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Checks that the job of a branch builds what the run names. Jenkins has one job for each name, so a run of the tag
 * {@code v2} would build the branch {@code v2}.
 */
public final class RefTypeValidator {
    private RefTypeValidator() {}

    /** @throws EngineRefusalException if the run names another type than that of the job */
    public static void check(WorkflowJob job, RunRequest request) {
        Optional<RefType> actual = BranchJobs.branchOf(job).map(Branch::getHead).flatMap(RefTypeValidator::typeOf);
        Optional<RefType> wanted = request.refType();
        if (actual.isPresent() && wanted.isPresent() && !actual.equals(wanted)) {
            throw new EngineRefusalException(
                    Reason.REF_TYPE_MISMATCH,
                    request.run() + ": spec.scm asks for " + wanted.get().description() + ", but \""
                            + request.job().branch() + "\" in the multi-branch job "
                            + request.job().withoutBranch() + " is "
                            + actual.get().description()
                            + "; Jenkins has one job for each name. Create a run with refType "
                            + actual.get().word() + ", or without refType, to build what there is; or give "
                            + wanted.get().description() + " a name of its own, and scan again");
        }
    }

    /**
     * Jenkins has no common class for branches, but the plugins of git, GitHub, GitLab and Bitbucket have one with
     * "Branch" in its name. Subversion uses the base class for branches and tags; then the type is not known.
     */
    private static Optional<RefType> typeOf(SCMHead head) {
        if (head instanceof TagSCMHead) {
            return Optional.of(RefType.TAG);
        }
        if (head instanceof ChangeRequestSCMHead) {
            return Optional.of(RefType.CHANGE_REQUEST);
        }
        return head.getClass().getSimpleName().contains("Branch") ? Optional.of(RefType.BRANCH) : Optional.empty();
    }
}
