package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.ConditionTypes;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome.ConditionUpdate;
import java.util.stream.Collectors;

/**
 * How the last look for branches went, as a condition. Without the time of it: a pipeline that is scanned every minute and
 * stays as it is would be written every minute.
 */
final class ScannedCondition {
    private ScannedCondition() {}

    static ConditionUpdate of(BranchScan scan) {
        return switch (scan.result()) {
            case NONE ->
                statement(
                        Condition.UNKNOWN,
                        ConditionReasons.NOT_SCANNED,
                        "the first scan of the repository has not ended yet");
            case SUCCESS -> statement(Condition.TRUE, ConditionReasons.SCAN_SUCCEEDED, branches(scan) + leftOut(scan));
            case FAILURE ->
                statement(
                        Condition.FALSE,
                        ConditionReasons.SCAN_FAILED,
                        "the last scan of the repository failed: " + scan.message() + "; " + branches(scan)
                                + " from before. Mend it, and scan again in Jenkins or change the spec");
            case ABORTED ->
                statement(
                        Condition.FALSE,
                        ConditionReasons.SCAN_ABORTED,
                        "somebody stopped the last scan of the repository; " + branches(scan)
                                + ". Scan again in Jenkins");
        };
    }

    private static ConditionUpdate statement(String status, String reason, String message) {
        return new ConditionUpdate(ConditionTypes.SCANNED, status, reason, message);
    }

    private static String branches(BranchScan scan) {
        return scan.branches() == 1 ? "1 branch" : scan.branches() + " branches";
    }

    private static String leftOut(BranchScan scan) {
        if (scan.leftOutTotal() == 0) {
            return "";
        }
        int unnamed = scan.leftOutTotal() - scan.leftOut().size();
        return "; left out: "
                + scan.leftOut().stream()
                        .map(left -> left.branch() + (left.why().isEmpty() ? "" : " (" + left.why() + ")"))
                        .collect(Collectors.joining(", "))
                + (unnamed == 0 ? "" : " and " + unnamed + " more");
    }
}
