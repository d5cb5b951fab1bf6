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

    private PipelineRunInterruption(PipelineRunRef run, boolean deleted) {
        this.namespace = run.namespace();
        this.name = run.name();
        this.deleted = deleted;
    }

    static PipelineRunInterruption stopped(PipelineRunRef run) {
        return new PipelineRunInterruption(run, false);
    }

    static PipelineRunInterruption deleted(PipelineRunRef run) {
        return new PipelineRunInterruption(run, true);
    }

    @Override
    public String getShortDescription() {
        String run = "PipelineRun " + namespace + "/" + name;
        return deleted ? Messages.PipelineRunInterruption_Deleted(run) : Messages.PipelineRunInterruption_Stopped(run);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PipelineRunInterruption that
                && deleted == that.deleted
                && Objects.equals(namespace, that.namespace)
                && Objects.equals(name, that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(namespace, name, deleted);
    }
}
