package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Base class for tests that edit a pipeline as text and as JSON. Needs a real controller, because other engines do
 * not convert to JSON.
 */
abstract class JenkinsfileEditTestCase extends AcceptanceTestCase {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String PIPELINE =
            "pipeline {\n  agent any\n  stages {\n    stage('Build') {\n      steps {\n        STEP\n      }\n    }\n  }\n}\n";

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        return targets.controller();
    }

    final Pipeline pipeline(String name, String jenkinsfile) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(scenario.namespace)
                .build());
        pipeline.setSpec(
                NoScmPipelineBuilder.named(name).jenkinsfile(jenkinsfile).spec());
        return scenario.client.resource(pipeline).create();
    }

    static String annotation(Pipeline pipeline, String key) {
        return pipeline.getMetadata().getAnnotations() == null
                ? null
                : pipeline.getMetadata().getAnnotations().get(key);
    }

    static String json(Pipeline pipeline) {
        return annotation(pipeline, PipelineAnnotations.JENKINSFILE_JSON);
    }

    static String script(Pipeline pipeline) {
        return pipeline.getSpec().pipeline().jenkinsfile();
    }

    final Pipeline awaitValidation(Pipeline pipeline, String result) {
        Predicate<Pipeline> validated = found -> "".equals(annotation(found, PipelineAnnotations.JENKINSFILE_EDIT_MODE))
                && result.equals(annotation(found, PipelineAnnotations.JENKINSFILE_VALIDATION));
        return scenario.await(pipeline, validated);
    }

    /**
     * Writes the edited text and the mode in one request, as the editors of the console do.
     *
     * @param script new Jenkinsfile; null to keep it
     * @param json new JSON; null to keep it
     */
    final void edit(Pipeline pipeline, String mode, String script, String json) {
        Map<String, Object> annotations = new TreeMap<>();
        annotations.put(PipelineAnnotations.JENKINSFILE_EDIT_MODE, mode);
        annotations.put(PipelineAnnotations.JENKINSFILE_VALIDATION, "");
        if (json != null) {
            annotations.put(PipelineAnnotations.JENKINSFILE_JSON, json);
        }
        Map<String, Object> change = new TreeMap<>(Map.of("metadata", Map.of("annotations", annotations)));
        if (script != null) {
            change.put("spec", Map.of("pipeline", Map.of("jenkinsfile", script)));
        }
        scenario.client
                .resource(pipeline)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        JSON.valueToTree(change).toString());
    }
}
