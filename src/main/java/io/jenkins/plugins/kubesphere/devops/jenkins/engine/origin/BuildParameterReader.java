package io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the values of the parameters of a build that a run can have. */
final class BuildParameterReader {
    /** A longer value is left out: the API server limits the size of an object. */
    private static final int MAX_LENGTH = 16_384;

    private static final int MAX_PARAMETERS = 50;

    private BuildParameterReader() {}

    /** Returns the values that are not secret, and that are a text, a number or a boolean. */
    static List<RunParameter> read(WorkflowRun build) {
        return build.getActions(ParametersAction.class).stream()
                .flatMap(action -> action.getParameters().stream())
                .filter(value -> value != null && !value.isSensitive())
                .flatMap(BuildParameterReader::toParameter)
                .limit(MAX_PARAMETERS)
                .toList();
    }

    private static Stream<RunParameter> toParameter(ParameterValue value) {
        Object found = value.getValue();
        return found instanceof String || found instanceof Boolean || found instanceof Number
                ? Stream.of(new RunParameter(value.getName(), found.toString()))
                        .filter(parameter -> parameter.value().length() <= MAX_LENGTH)
                : Stream.empty();
    }
}
