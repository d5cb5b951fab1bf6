package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.GroovyObjectSupport;
import java.util.Map;
import java.util.Objects;

/** {@code environment { K = 'v' }}: an assignment in it sets a variable. */
public final class EnvironmentSection extends GroovyObjectSupport {
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

    /** Groovy calls this for a step whose result becomes a value. */
    @Override
    public Object invokeMethod(String name, Object arguments) {
        return script.invokeMethod(name, arguments);
    }

    @Override
    public void setProperty(String name, Object value) {
        variables.put(name, Objects.toString(value, ""));
    }
}
