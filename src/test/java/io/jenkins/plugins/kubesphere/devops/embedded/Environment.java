package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.GroovyObjectSupport;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** {@code env} in a Jenkinsfile: the variables of a build, which Groovy reads and writes as properties. */
public final class Environment extends GroovyObjectSupport {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = new HashMap<>(variables);
    }

    Map<String, String> variables() {
        return variables;
    }

    @Override
    public Object getProperty(String name) {
        return variables.get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        variables.put(name, Objects.toString(value, ""));
    }
}
