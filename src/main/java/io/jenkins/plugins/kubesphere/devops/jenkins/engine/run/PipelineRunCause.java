package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Cause;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;

/**
 * Shows which run started the build. The name of the person comes from an annotation of the PipelineRun. Everybody who
 * may create a run can set this annotation. So the name is only displayed and never used for permissions.
 */
public final class PipelineRunCause extends Cause {
    private static final int MAX_LENGTH = 100;

    private final String startedBy;
    private final String namespace;
    private final String name;

    PipelineRunCause(RunRequest request) {
        this.startedBy = oneLine(request.creator());
        this.namespace = request.run().namespace();
        this.name = request.run().name();
    }

    /**
     * Makes one line of the text: an annotation may contain anything, and Jenkins writes the cause into the build's
     * log.
     */
    private static String oneLine(String text) {
        return TextTruncator.truncate(text.strip().replaceAll("\\p{Cntrl}+", " "), MAX_LENGTH);
    }

    /** The person who created the PipelineRun, according to its annotation; empty if there is none. */
    public String getStartedBy() {
        return startedBy;
    }

    @Override
    public String getShortDescription() {
        String run = "PipelineRun " + namespace + "/" + name;
        return startedBy.isEmpty()
                ? Messages.PipelineRunCause_ByRun(run)
                : Messages.PipelineRunCause_ByPerson(startedBy, run);
    }
}
