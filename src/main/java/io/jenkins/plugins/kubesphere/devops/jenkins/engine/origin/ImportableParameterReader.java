package io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary.ParameterTextReader;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads the parameters of a build that the spec of an imported run can have. */
final class ImportableParameterReader {
    /** A longer value is left out: the API server limits the size of an object. */
    private static final int MAX_LENGTH = 16_384;

    private static final int MAX_PARAMETERS = 50;

    private ImportableParameterReader() {}

    /** Returns the values that are not secret, and that are a text, a number or a boolean. */
    static List<RunParameter> read(WorkflowRun build) {
        return build.getActions(ParametersAction.class).stream()
                .flatMap(action -> action.getParameters().stream())
                .filter(value -> value != null && !value.isSensitive())
                .flatMap(ImportableParameterReader::toParameter)
                .limit(MAX_PARAMETERS)
                .toList();
    }

    private static Stream<RunParameter> toParameter(ParameterValue value) {
        return ParameterTextReader.read(value)
                .filter(text -> text.length() <= MAX_LENGTH)
                .map(text -> new RunParameter(value.getName(), text))
                .stream();
    }
}
