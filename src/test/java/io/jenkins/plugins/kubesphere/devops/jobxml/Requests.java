package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.util.List;

/** Jobs that are asked for. */
final class Requests {
    private Requests() {}

    /** As the operator asks for the job of a pipeline. */
    static JobRequest of(Pipeline pipeline) {
        String namespace = pipeline.getMetadata().getNamespace();
        String name = pipeline.getMetadata().getName();
        return new JobRequest(
                new JobName(namespace, name),
                new Owner("Pipeline", namespace, name, pipeline.getMetadata().getUid()),
                pipeline.getSpec());
    }

    static JobRequest of(NoScmPipeline spec) {
        return new JobRequest(
                new JobName("demo", "web"),
                new Owner("Pipeline", "demo", "web", "uid-1"),
                new PipelineSpec("pipeline", spec, null));
    }

    static JobRequest script(String jenkinsfile) {
        return of(new NoScmPipeline("web", null, null, null, null, null, null, null, jenkinsfile));
    }

    static JobRequest parameters(ParameterDefinition... parameters) {
        return of(new NoScmPipeline("web", null, null, List.of(parameters), null, null, null, null, "echo 1"));
    }
}
