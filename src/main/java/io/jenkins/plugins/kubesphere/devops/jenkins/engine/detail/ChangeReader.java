package io.jenkins.plugins.kubesphere.devops.jenkins.engine.detail;

import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Change;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the commits that earlier builds of the job did not have. */
final class ChangeReader {
    private ChangeReader() {}

    static List<Change> read(WorkflowRun build) {
        List<Change> changes = new ArrayList<>();
        for (ChangeLogSet<? extends ChangeLogSet.Entry> set : build.getChangeSets()) {
            for (ChangeLogSet.Entry entry : set) {
                if (changes.size() == RunDetail.MAX_CHANGES) {
                    return changes;
                }
                changes.add(read(entry));
            }
        }
        return changes;
    }

    private static Change read(ChangeLogSet.Entry entry) {
        return new Change(
                new Commit(text(entry.getCommitId()), ""),
                text(entry.getAuthor().getId()),
                text(entry.getAuthor().getFullName()),
                "",
                text(entry.getMsg()),
                // Jenkins says -1 if this kind of repository does not tell it.
                entry.getTimestamp() < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(entry.getTimestamp())),
                entry.getAffectedPaths().stream().limit(RunDetail.MAX_PATHS).toList());
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
