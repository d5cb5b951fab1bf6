package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.GroovyObjectSupport;
import java.util.HashMap;
import java.util.Map;

/** {@code environment { K = 'v' }}: an assignment in it sets a variable until the end of the block around it. */
public final class EnvironmentSection extends GroovyObjectSupport {
    private final PipelineScript script;
    private final Map<String, Object> env;
    private final Map<String, Object> before = new HashMap<>();

    EnvironmentSection(PipelineScript script, Map<String, Object> env) {
        this.script = script;
        this.env = env;
    }

    @Override
    public Object getProperty(String name) {
        return script.getProperty(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        if (!before.containsKey(name)) {
            before.put(name, env.get(name));
        }
        env.put(name, value);
    }

    void leave() {
        env.putAll(before);
        env.values().removeIf(value -> value == null);
    }
}
