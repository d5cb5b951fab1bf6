package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import hudson.model.Cause;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;

/** Why a build runs, for people to read. It carries no right: who started the run is what the PipelineRun claims. */
public final class PipelineRunCause extends Cause {
    private static final int LONGEST = 100;

    private final String startedBy;
    private final String namespace;
    private final String name;

    PipelineRunCause(RunRequest request) {
        this.startedBy = oneLine(request.startedBy());
        this.namespace = request.run().namespace();
        this.name = request.run().name();
    }

    /** An annotation may hold anything, and this goes into the first line of the build's log. */
    private static String oneLine(String text) {
        String clean = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }

    /** Who the PipelineRun says created it; empty if it does not say. */
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
