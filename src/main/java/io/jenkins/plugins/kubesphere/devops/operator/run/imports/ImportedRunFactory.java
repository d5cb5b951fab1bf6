package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRef;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.api.text.LabelValue;
import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.JobAnnotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Creates the PipelineRun of a build. It has the number of the build and the id of this instance from its first moment,
 * so that no instance ever starts it. Only the UID is missing, which the claim adds.
 */
final class ImportedRunFactory {
    private final String instanceId;

    ImportedRunFactory(String instanceId) {
        this.instanceId = instanceId;
    }

    /** @param address of the page of the build; empty if it is not known */
    PipelineRun create(String name, UnboundBuild build, Pipeline pipeline, Optional<String> address) {
        PipelineRun run = new PipelineRun();
        JobName job = build.name().job();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(job.folder())
                .withFinalizers(Finalizers.RUN)
                .withLabels(Map.of(Labels.PIPELINE, LabelValue.fromName(job.job())))
                .withAnnotations(annotations(build, address))
                .withOwnerReferences(owner(pipeline))
                .build());
        run.setSpec(spec(build, pipeline.getSpec().withoutSecrets()));
        return run;
    }

    /** Returns the same run without the copy of the spec of its Pipeline, which may be too large. */
    static void removeSpecOfPipeline(PipelineRun run) {
        PipelineRunSpec spec = run.getSpec();
        run.setSpec(new PipelineRunSpec(spec.pipelineRef(), spec.parameters(), spec.scm(), null, null));
    }

    private Map<String, String> annotations(UnboundBuild build, Optional<String> address) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(RunAnnotations.RUN_ID, Integer.toString(build.name().number()));
        annotations.put(RunAnnotations.INSTANCE, instanceId);
        annotations.put(RunAnnotations.IMPORTED_BUILD, build.startedAt().toString());
        annotations.put(RunAnnotations.TRIGGER, build.trigger());
        if (!build.user().isEmpty()) {
            annotations.put(RunAnnotations.CREATOR, build.user());
        }
        address.ifPresent(url -> annotations.put(RunAnnotations.BUILD_URL, UrlUserInfoMask.apply(url)));
        JobAnnotation.format(build.name().job()).ifPresent(job -> annotations.put(RunAnnotations.JOB, job));
        return annotations;
    }

    private static OwnerReference owner(Pipeline pipeline) {
        return new OwnerReferenceBuilder()
                .withApiVersion(pipeline.getApiVersion())
                .withKind(pipeline.getKind())
                .withName(pipeline.getMetadata().getName())
                .withUid(pipeline.getMetadata().getUid())
                .withController(true)
                .build();
    }

    private static PipelineRunSpec spec(UnboundBuild build, PipelineSpec pipeline) {
        JobName job = build.name().job();
        PipelineRef ref = new PipelineRef(job.job(), job.folder(), "Pipeline", null, null, null, null);
        List<PipelineRunParameter> parameters = build.parameters().stream()
                .map(parameter -> new PipelineRunParameter(parameter.name(), parameter.value()))
                .toList();
        return new PipelineRunSpec(
                ref, parameters, job.hasBranch() ? new ScmRef("", job.branch()) : null, null, pipeline);
    }
}
