package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.EditModes;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.ShortHash;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import java.util.Optional;

/** Which form of a pipeline's Jenkinsfile was edited last, so that the other has to follow. */
enum JenkinsfileEditMode {
    /** Neither, or the pipeline has no Jenkinsfile of its own. */
    NONE,
    /** The script; a person or console says so. */
    SCRIPT,
    /** The script, as we see: it has no JSON yet, or is another than the one that we converted. */
    SCRIPT_UNASKED,
    /** The JSON. */
    JSON,
    /** Somebody says something that we do not know. */
    UNKNOWN;

    static JenkinsfileEditMode of(Pipeline pipeline) {
        if (!PipelineTypes.PIPELINE.equals(pipeline.getSpec().type())
                || pipeline.getSpec().pipeline() == null) {
            return NONE;
        }
        return switch (annotation(pipeline, PipelineAnnotations.JENKINSFILE_EDIT_MODE)
                .orElse("")) {
            case EditModes.RAW -> SCRIPT;
            case EditModes.JSON -> JSON;
            case "" -> isInStep(pipeline) ? NONE : SCRIPT_UNASKED;
            default -> UNKNOWN;
        };
    }

    /**
     * An object that comes from ks-devops has JSON and no hash; what it holds is left as it is until somebody edits it. One
     * from before version 3.3.2 has neither.
     */
    private static boolean isInStep(Pipeline pipeline) {
        String script = script(pipeline);
        Optional<String> observed = annotation(pipeline, Annotations.OBSERVED_JENKINSFILE);
        return observed.map(hash -> hash.equals(ShortHash.of(script)))
                .orElseGet(() -> script.isEmpty()
                        || annotation(pipeline, PipelineAnnotations.JENKINSFILE).isPresent());
    }

    /** The pipeline's Jenkinsfile; empty if it has none. */
    static String script(Pipeline pipeline) {
        return Optional.ofNullable(pipeline.getSpec().pipeline())
                .map(NoScmPipeline::jenkinsfile)
                .orElse("");
    }

    static Optional<String> annotation(Pipeline pipeline, String key) {
        return Optional.ofNullable(pipeline.getMetadata().getAnnotations()).map(annotations -> annotations.get(key));
    }
}
