package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * The job that a pipeline wants.
 *
 * @param name where it lives
 * @param owner the Pipeline
 * @param spec the Pipeline's spec, already checked by the operator for what every engine needs
 * @param adopt true if a job of that name that belongs to somebody else, or to nobody, shall become the owner's
 * @param highestNumber gives the highest build number that a run of the pipeline knows, 0 for none; asked only when the
 *     job has to be made, because its builds then go on above it: a number means one build for ever
 */
public record JobRequest(JobName name, Owner owner, PipelineSpec spec, boolean adopt, IntSupplier highestNumber) {
    public JobRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(spec);
        Objects.requireNonNull(highestNumber);
    }

    /** Adopts nothing, and no run knows a number. */
    public JobRequest(JobName name, Owner owner, PipelineSpec spec) {
        this(name, owner, spec, false);
    }

    /** No run knows a number. */
    public JobRequest(JobName name, Owner owner, PipelineSpec spec, boolean adopt) {
        this(name, owner, spec, adopt, () -> 0);
    }
}
