package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Scan;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Says what a run can wait for that names a branch which has no job. */
final class MissingBranch {
    private MissingBranch() {}

    static EngineRefusal refusal(WorkflowMultiBranchProject project, RunRequest request) {
        return refusal(
                request,
                "has no job",
                Scans.last(project)
                        .map(scan -> why(scan, request))
                        .orElse("the repository is being scanned for branches"));
    }

    /** The refusal for a branch that is gone and whose builds are kept. */
    static EngineRefusal gone(RunRequest request) {
        return refusal(
                request,
                "takes no builds",
                "it is gone from the repository; push it again, or correct spec.scm.refName");
    }

    private static EngineRefusal refusal(RunRequest request, String what, String why) {
        return new EngineRefusal(
                Reason.BRANCH_MISSING,
                "Branch \"" + request.job().branch() + "\" of the multi-branch job "
                        + request.job().ofPipeline() + " in Jenkins " + what + " for " + request.run() + ": " + why);
    }

    private static String why(Scan scan, RunRequest request) {
        return switch (scan.result()) {
            case NONE -> "the first scan of the repository has not ended yet";
            case FAILURE -> "the last scan of the repository failed: " + scan.message();
            case ABORTED -> "somebody stopped the last scan of the repository; scan it again in Jenkins";
            case SUCCESS ->
                scan.leftOut().stream()
                        .filter(left -> left.branch().equals(request.job().branch()))
                        .findFirst()
                        .map(left -> "the last scan left it out: " + left.why())
                        .orElse("the last scan did not find it; push it with a Jenkinsfile, see that the Pipeline's"
                                + " discover_branches, discover_tags and regex_filter let it in, and scan again in"
                                + " Jenkins, or correct spec.scm.refName");
        };
    }
}
