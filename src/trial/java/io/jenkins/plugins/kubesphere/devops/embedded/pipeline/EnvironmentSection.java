package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import java.util.Map;
import java.util.Objects;

/** Runs {@code environment { K = 'v' }}: each assignment sets a variable. */
public final class EnvironmentSection extends SectionDelegate {
    private final PipelineScript script;
    private final Map<String, String> variables;

    EnvironmentSection(PipelineScript script, Map<String, String> variables) {
        this.script = script;
        this.variables = variables;
    }

    @Override
    public Object getProperty(String name) {
        return script.getProperty(name);
    }

    /** Runs a step, such as {@code sh}, whose result is used in a value. */
    @Override
    Object invokeKeyword(String name, Object... arguments) {
        return script.invokeMethod(name, arguments);
    }

    @Override
    public void setProperty(String name, Object value) {
        variables.put(name, Objects.toString(value, ""));
    }
}
