package io.jenkins.plugins.kubesphere.devops.jenkins.engine.run;

import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.util.Objects;
import jenkins.model.CauseOfInterruption;

/** Tells people why a build was interrupted: its run was stopped or deleted. */
public final class PipelineRunInterruption extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String namespace;
    private final String name;
    private final boolean deleted;
    /** Who has stopped the run; null or empty if that is not known. Builds of earlier versions have null. */
    private final String by;

    private PipelineRunInterruption(PipelineRunRef run, boolean deleted, String by) {
        this.namespace = run.namespace();
        this.name = run.name();
        this.deleted = deleted;
        this.by = by;
    }

    /** @param by name of the person who has stopped the run; empty if it is not known */
    static PipelineRunInterruption stopped(PipelineRunRef run, String by) {
        return new PipelineRunInterruption(run, false, by);
    }

    static PipelineRunInterruption deleted(PipelineRunRef run) {
        return new PipelineRunInterruption(run, true, "");
    }

    @Override
    public String getShortDescription() {
        String run = "PipelineRun " + namespace + "/" + name;
        if (deleted) {
            return Messages.PipelineRunInterruption_Deleted(run);
        }
        return by == null || by.isEmpty()
                ? Messages.PipelineRunInterruption_Stopped(run)
                : Messages.PipelineRunInterruption_StoppedBy(run, by);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PipelineRunInterruption that
                && deleted == that.deleted
                && Objects.equals(namespace, that.namespace)
                && Objects.equals(name, that.name)
                && Objects.equals(by, that.by);
    }

    @Override
    public int hashCode() {
        return Objects.hash(namespace, name, deleted, by);
    }
}
