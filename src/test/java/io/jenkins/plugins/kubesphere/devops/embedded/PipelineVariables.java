package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Binding;
import java.util.HashMap;
import java.util.Map;

/** What a name without a declaration means in a Jenkinsfile: a variable of the script, else one of the environment. */
final class PipelineVariables extends Binding {
    private final Environment env;

    PipelineVariables(Map<String, Object> params, Environment env) {
        super(new HashMap<>(Map.of("params", params, "env", env, "any", "any", "none", "none", "scm", "scm")));
        this.env = env;
    }

    /** For a script that only says what it declares. */
    static PipelineVariables none() {
        return new PipelineVariables(Map.of(), new Environment(Map.of()));
    }

    @Override
    public Object getVariable(String name) {
        String value = super.hasVariable(name) ? null : env.get(name);
        return value == null ? super.getVariable(name) : value;
    }

    @Override
    public boolean hasVariable(String name) {
        return super.hasVariable(name) || env.get(name) != null;
    }
}
