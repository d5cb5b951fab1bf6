package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome.ConditionUpdate;
import java.util.stream.Collectors;

/**
 * Describes the last scan for branches as a condition. The message contains no time, because otherwise a pipeline that
 * is scanned every minute would be written every minute, even without a change. The exception is the start of a scan
 * that runs for minutes.
 */
final class ScannedConditionFactory {
    private ScannedConditionFactory() {}

    static ConditionUpdate of(BranchScan scan) {
        return switch (scan.result()) {
            case NONE ->
                condition(
                        Condition.UNKNOWN,
                        ConditionReasons.NOT_SCANNED,
                        "the first scan of the repository has not ended yet");
            case RUNNING -> condition(Condition.UNKNOWN, ConditionReasons.SCANNING, describeRunningScan(scan));
            case SUCCESS ->
                condition(
                        Condition.TRUE,
                        ConditionReasons.SCAN_SUCCEEDED,
                        describeBranchCount(scan)
                                + describeSkippedBranches(scan)
                                + (scan.message().isEmpty() ? "" : "; " + scan.message()));
            case FAILURE ->
                condition(
                        Condition.FALSE,
                        ConditionReasons.SCAN_FAILED,
                        "the last scan of the repository failed: " + scan.message()
                                + "; the jobs of the previous scan are kept (" + describeBranchCount(scan)
                                + "). Fix the cause, then scan again in Jenkins or change the spec");
            case ABORTED ->
                condition(
                        Condition.FALSE,
                        ConditionReasons.SCAN_ABORTED,
                        "the last scan of the repository was stopped by a person; " + describeBranchCount(scan)
                                + (scan.branchCount() == 1 ? " has" : " have") + " a job. Scan again in Jenkins");
        };
    }

    private static ConditionUpdate condition(String status, String reason, String message) {
        return new ConditionUpdate(ConditionTypes.SCANNED, status, reason, message);
    }

    private static String describeRunningScan(BranchScan scan) {
        return "the repository has been scanned since "
                + KubernetesTime.format(scan.startedAt().orElseThrow())
                + ", and the scan has not ended"
                + (scan.message().isEmpty() ? "" : "; the last line of its log: " + scan.message())
                + ". The jobs of the previous scan are kept (" + describeBranchCount(scan)
                + "). If it does not end, see its log in Jenkins, and stop it there";
    }

    private static String describeBranchCount(BranchScan scan) {
        return scan.branchCount() == 1 ? "1 branch" : scan.branchCount() + " branches";
    }

    private static String describeSkippedBranches(BranchScan scan) {
        if (scan.skippedCount() == 0) {
            return "";
        }
        int unnamed = scan.skippedCount() - scan.skipped().size();
        return "; skipped: "
                + scan.skipped().stream()
                        .map(branch ->
                                branch.branch() + (branch.reason().isEmpty() ? "" : " (" + branch.reason() + ")"))
                        .collect(Collectors.joining(", "))
                + (unnamed == 0 ? "" : " and " + unnamed + " more");
    }
}
