package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.Map;

/** Creates job requests for tests. */
final class JobRequests {
    private JobRequests() {}

    /** Returns the request that the operator makes for a pipeline. */
    static JobRequest of(Pipeline pipeline) {
        String namespace = pipeline.getMetadata().getNamespace();
        String name = pipeline.getMetadata().getName();
        return new JobRequest(
                new JobName(namespace, name),
                new Owner("Pipeline", namespace, name, pipeline.getMetadata().getUid()),
                pipeline.getSpec(),
                buildsNewBranches(pipeline),
                false);
    }

    private static boolean buildsNewBranches(Pipeline pipeline) {
        Map<String, String> annotations = pipeline.getMetadata().getAnnotations();
        return annotations == null || !"false".equals(annotations.get(PipelineAnnotations.BUILD_NEW_BRANCHES));
    }

    /** A request for the job demo/web. */
    static JobRequest of(MultiBranchPipeline spec) {
        return new JobRequest(
                new JobName("demo", "web"),
                new Owner("Pipeline", "demo", "web", "uid-1"),
                new PipelineSpec("multi-branch-pipeline", null, spec));
    }

    /** A request for a multi-branch job, given by the YAML of its spec. */
    static JobRequest branches(String yaml) {
        return of(Serialization.unmarshal(yaml, MultiBranchPipeline.class));
    }

    static JobRequest of(NoScmPipeline spec) {
        return new JobRequest(
                new JobName("demo", "web"),
                new Owner("Pipeline", "demo", "web", "uid-1"),
                new PipelineSpec("pipeline", spec, null));
    }

    static JobRequest script(String jenkinsfile) {
        return of(NoScmPipelineBuilder.named("web").jenkinsfile(jenkinsfile).build());
    }

    static JobRequest webhook(GenericWebhook webhook) {
        return of(NoScmPipelineBuilder.named("web")
                .webhook(webhook)
                .jenkinsfile("echo 1")
                .build());
    }

    static JobRequest parameters(PipelineParameter... parameters) {
        return of(NoScmPipelineBuilder.named("web")
                .parameters(parameters)
                .jenkinsfile("echo 1")
                .build());
    }
}
