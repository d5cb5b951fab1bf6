package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import java.util.Map;
import java.util.Objects;

/** {@code environment { K = 'v' }}: an assignment in it sets a variable. */
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

    /** A step, whose result becomes a value. */
    @Override
    Object word(String name, Object... given) {
        return script.invokeMethod(name, given);
    }

    @Override
    public void setProperty(String name, Object value) {
        variables.put(name, Objects.toString(value, ""));
    }
}
