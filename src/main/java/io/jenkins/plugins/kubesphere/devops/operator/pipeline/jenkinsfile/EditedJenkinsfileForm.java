package io.jenkins.plugins.kubesphere.devops.operator.pipeline.jenkinsfile;

import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.JenkinsfileEditModes;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.text.ShortHash;
import java.util.Optional;

/** Names the form of a Jenkinsfile that was edited last, script or JSON. The other form must be updated from it. */
enum EditedJenkinsfileForm {
    /** Neither form was edited, or the pipeline has no Jenkinsfile in its spec. */
    NONE,
    /** The script was edited, and the annotation of a person or a console says so. */
    SCRIPT,
    /**
     * The script was edited, but nobody marked the edit: the script has no JSON yet, or it differs from the script that
     * we converted last.
     */
    SCRIPT_CHANGED,
    /** The JSON was edited. */
    JSON,
    /** The annotation that names the edited form has an unknown value. */
    UNKNOWN;

    static EditedJenkinsfileForm detect(Pipeline pipeline) {
        if (!PipelineTypes.PIPELINE.equals(pipeline.getSpec().type())
                || pipeline.getSpec().pipeline() == null) {
            return NONE;
        }
        return switch (MetadataReader.annotation(pipeline, PipelineAnnotations.JENKINSFILE_EDIT_MODE)
                .orElse("")) {
            case JenkinsfileEditModes.RAW -> SCRIPT;
            case JenkinsfileEditModes.JSON -> JSON;
            case "" -> isInSync(pipeline) ? NONE : SCRIPT_CHANGED;
            default -> UNKNOWN;
        };
    }

    /**
     * Returns whether the script is the one that was converted last. An object of ks-devops has JSON and no hash; its
     * script and JSON are kept until a person edits one of them. An object of ks-devops before version 3.3.2 has
     * neither JSON nor hash.
     */
    private static boolean isInSync(Pipeline pipeline) {
        String script = script(pipeline);
        Optional<String> observed = MetadataReader.annotation(pipeline, Annotations.OBSERVED_JENKINSFILE);
        return observed.map(hash -> hash.equals(ShortHash.compute(script)))
                .orElseGet(() -> script.isEmpty()
                        || MetadataReader.annotation(pipeline, PipelineAnnotations.JENKINSFILE_JSON)
                                .isPresent());
    }

    /** Returns the Jenkinsfile of the spec; empty if there is none. */
    static String script(Pipeline pipeline) {
        return Optional.ofNullable(pipeline.getSpec().pipeline())
                .map(NoScmPipeline::jenkinsfile)
                .orElse("");
    }
}
