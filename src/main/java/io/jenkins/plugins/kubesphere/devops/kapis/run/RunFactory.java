package io.jenkins.plugins.kubesphere.devops.kapis.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRef;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.api.text.LabelValue;
import io.jenkins.plugins.kubesphere.devops.api.text.NamePrefix;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the PipelineRun that a request to run a pipeline asks for. */
public final class RunFactory {
    private static final int MAX_PARAMETERS = 100;
    private static final String BRANCH_PREFIX = "refs/heads/";
    /** UniqueNames keeps 53 characters of the prefix; the hyphen is one of them. */
    private static final int MAX_PREFIX = 53;

    private RunFactory() {}

    /** The body of the request. Values may have any type of JSON. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RunRequestBody(List<RunRequestParameter> parameters) {
        public RunRequestBody {
            parameters = NullSafeCopies.copyOf(parameters);
        }
    }

    /**
     * A parameter of the run.
     *
     * @param name without one, the parameter is left out
     * @param value a text, a number, true or false; null is an empty text. A number is written as Java writes it: 1.10
     *     becomes {@code 1.1}, so whoever needs the zero gives a text
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RunRequestParameter(String name, JsonNode value) {}

    /**
     * Makes the run. Its name, namespace and creator are added when it is created. Parameters without a name are left out.
     *
     * @param branch as the request gives it, with or without {@code refs/heads/}; ignored for a pipeline without branches
     * @throws KapisException 400, if the branch is missing, a value is not simple, or there are more than 100 parameters
     */
    public static PipelineRun create(Pipeline pipeline, Optional<String> branch, RunRequestBody body) {
        boolean hasBranches = PipelineTypes.isMultiBranch(pipeline.getSpec());
        String branchName = branch.map(RunFactory::withoutPrefix).orElse("");
        if (hasBranches && branchName.isEmpty()) {
            throw KapisException.badRequest(
                    "missing branch name for running a multi-branch Pipeline; send ?branch=NAME");
        }
        String name = pipeline.getMetadata().getName();
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withGenerateName(NamePrefix.of(name, MAX_PREFIX))
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
                parameters(body.parameters()),
                hasBranches ? new ScmRef("", branchName) : null,
                null,
                pipeline.getSpec().withoutSecrets()));
        return run;
    }

    /**
     * Makes the run of a pipeline without branches, with the defaults of its parameters.
     *
     * @throws KapisException 400, if the pipeline has branches
     */
    public static PipelineRun createWithDefaults(Pipeline pipeline) {
        return create(pipeline, Optional.empty(), new RunRequestBody(null));
    }

    private static String withoutPrefix(String branch) {
        return branch.startsWith(BRANCH_PREFIX) ? branch.substring(BRANCH_PREFIX.length()) : branch;
    }

    /**
     * Converts values of JSON to texts.
     *
     * @throws KapisException 400, if there are too many, or one is a list or an object
     */
    public static List<PipelineRunParameter> parameters(List<RunRequestParameter> given) {
        if (given.size() > MAX_PARAMETERS) {
            throw KapisException.badRequest("there are more than " + MAX_PARAMETERS + " parameters");
        }
        return given.stream()
                .filter(parameter ->
                        parameter.name() != null && !parameter.name().isEmpty())
                .map(parameter -> new PipelineRunParameter(parameter.name(), text(parameter)))
                .toList();
    }

    private static String text(RunRequestParameter parameter) {
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
