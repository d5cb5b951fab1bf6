package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Creates the refusals for a run whose branch has no job, or a job that takes no builds. */
public final class BranchRefusalFactory {
    private BranchRefusalFactory() {}

    public static EngineRefusalException branchMissing(WorkflowMultiBranchProject project, RunRequest request) {
        return refusal(
                request,
                "has no job",
                LastScanReader.readLast(project)
                        .map(scan -> reason(scan, project, request))
                        .orElse("the repository is being scanned for branches"));
    }

    /** The refusal for a branch that was deleted and whose job Jenkins keeps for its builds. */
    public static EngineRefusalException branchDeleted(RunRequest request) {
        return refusal(
                request,
                "takes no builds",
                "it was deleted from the repository; push it again, or correct spec.scm.refName");
    }

    private static EngineRefusalException refusal(RunRequest request, String problem, String reason) {
        return new EngineRefusalException(
                Reason.BRANCH_MISSING,
                request.run() + ": branch \"" + request.job().branch() + "\" of the multi-branch job "
                        + request.job().withoutBranch() + " in Jenkins " + problem + ": " + reason);
    }

    private static String reason(BranchScan scan, WorkflowMultiBranchProject project, RunRequest request) {
        return switch (scan.result()) {
            case NONE -> "the first scan of the repository has not ended yet";
            case RUNNING ->
                "the repository has been scanned since "
                        + KubernetesTime.format(scan.startedAt().orElseThrow())
                        + (scan.message().isEmpty() ? "" : "; the last line of the log: " + scan.message());
            case FAILURE -> "the last scan of the repository failed: " + scan.message();
            case ABORTED -> "the last scan of the repository was stopped by a person; scan again in Jenkins";
            case SUCCESS ->
                scan.skipped().stream()
                        .filter(skipped -> skipped.branch().equals(request.job().branch()))
                        .findFirst()
                        .map(skipped -> "the last scan skipped it: " + skipped.reason())
                        .orElse("the last scan did not find it; push it with a Jenkinsfile, check that the Pipeline's"
                                + " discover_branches, discover_tags and regex_filter allow it, and scan again in"
                                + " Jenkins, or correct spec.scm.refName"
                                + SimilarBranchDescriber.describe(
                                        request.job().branch(), LastScanReader.branchNames(project)));
        };
    }
}
