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
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Creates the PipelineRun of a build. It has the number of the build and the id of this instance from its first moment,
 * so that no instance ever starts it. Only the UID is missing, which the claim adds.
 */
final class ImportedRunFactory {
    /** Of all parameters together. A control character is six times as long in JSON, and an object has 1.5 MiB. */
    static final int MAX_PARAMETER_BYTES = 128 * 1024;

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

    /** Removes the copy of the spec of the Pipeline, which may be too large for the API server. */
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
        build.original().ifPresent(original -> {
            annotations.put(RunAnnotations.REPLAY_OF, original.name());
            original.stage().ifPresent(stage -> annotations.put(RunAnnotations.RESTART_STAGE, stage));
        });
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
        return new PipelineRunSpec(
                ref, parameters(build), job.hasBranch() ? new ScmRef("", job.branch()) : null, null, pipeline);
    }

    /** A parameter that does not fit is left out; those after it may fit. */
    private static List<PipelineRunParameter> parameters(UnboundBuild build) {
        List<PipelineRunParameter> parameters = new ArrayList<>();
        int bytes = 0;
        for (RunParameter parameter : build.parameters()) {
            int length = AnnotationBudget.utf8Length(parameter.name()) + AnnotationBudget.utf8Length(parameter.value());
            if (bytes + length <= MAX_PARAMETER_BYTES) {
                bytes += length;
                parameters.add(new PipelineRunParameter(parameter.name(), parameter.value()));
            }
        }
        return parameters;
    }
}
