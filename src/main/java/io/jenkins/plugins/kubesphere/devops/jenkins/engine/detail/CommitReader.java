package io.jenkins.plugins.kubesphere.devops.jenkins.engine.detail;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Commit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.scm.api.SCMRevisionAction;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the revision that a build of a branch was started with. */
final class CommitReader {
    /** The revision of a pull request names the revision of its target, too. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");

    private CommitReader() {}

    static Optional<Commit> read(WorkflowRun build) {
        SCMRevisionAction action = build.getAction(SCMRevisionAction.class);
        if (action == null) {
            return Optional.empty();
        }
        Matcher hash = HASH.matcher(String.valueOf(action.getRevision()));
        return hash.find() ? Optional.of(new Commit(hash.group(), "")) : Optional.empty();
    }
}
