package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRef;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.api.text.LabelValue;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the PipelineRun that a request to run a pipeline asks for. */
final class RunFactory {
    private static final int MAX_PARAMETERS = 100;
    private static final String BRANCH_PREFIX = "refs/heads/";
    /** A name has 63 characters, and Kubernetes adds five. */
    private static final int MAX_PREFIX = 57;

    private RunFactory() {}

    /** The body of the request. Values may have any type of JSON. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RunRequestBody(List<Parameter> parameters) {
        RunRequestBody {
            parameters = parameters == null ? List.of() : List.copyOf(parameters);
        }
    }

    /** @param value a text, a number, true or false */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Parameter(String name, JsonNode value) {}

    /**
     * Makes the run. Its namespace and creator are added when it is created.
     *
     * @param branch as the request gives it
     * @throws KapisException 400, if the branch is missing or a value is not simple
     */
    static PipelineRun create(Pipeline pipeline, Optional<String> branch, RunRequestBody body) {
        boolean hasBranches =
                PipelineTypes.MULTI_BRANCH.equals(pipeline.getSpec().type());
        if (hasBranches && branch.isEmpty()) {
            throw KapisException.badRequest(
                    "missing branch name for running a multi-branch Pipeline; send ?branch=NAME");
        }
        String name = pipeline.getMetadata().getName();
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withGenerateName(name.substring(0, Math.min(name.length(), MAX_PREFIX)) + "-")
                .withLabels(Map.of(Labels.PIPELINE, LabelValue.fromName(name)))
                .addNewOwnerReference()
                .withApiVersion(pipeline.getApiVersion())
                .withKind(pipeline.getKind())
                .withName(name)
                .withUid(pipeline.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .build());
        run.setSpec(new PipelineRunSpec(
                new PipelineRef(
                        name, pipeline.getMetadata().getNamespace(), pipeline.getKind(), null, null, null, null),
                parameters(body),
                hasBranches ? new ScmRef("", withoutPrefix(branch.orElseThrow())) : null,
                null,
                pipeline.getSpec().withoutSecrets()));
        return run;
    }

    private static String withoutPrefix(String branch) {
        return branch.startsWith(BRANCH_PREFIX) ? branch.substring(BRANCH_PREFIX.length()) : branch;
    }

    private static List<PipelineRunParameter> parameters(RunRequestBody body) {
        if (body.parameters().size() > MAX_PARAMETERS) {
            throw KapisException.badRequest("there are more than " + MAX_PARAMETERS + " parameters");
        }
        return body.parameters().stream()
                .filter(parameter ->
                        parameter.name() != null && !parameter.name().isEmpty())
                .map(parameter -> new PipelineRunParameter(parameter.name(), text(parameter)))
                .toList();
    }

    private static String text(Parameter parameter) {
        JsonNode value = parameter.value();
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isValueNode()) {
            throw KapisException.badRequest("the value of parameter \"" + parameter.name()
                    + "\" is a list or an object; give a text, a number, true or false");
        }
        return value.asText();
    }
}
