package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;

/** {@code environment { K = 'v' }}: an assignment in it sets a variable. */
public final class EnvironmentSection extends GroovyObjectSupport {
    private final Environment env;

    EnvironmentSection(Environment env) {
        this.env = env;
    }

    /** Throws if there is no such variable, so that Groovy looks further, for {@code params} for example. */
    @Override
    public Object getProperty(String name) {
        String value = env.get(name);
        if (value == null) {
            throw new MissingPropertyException(name, EnvironmentSection.class);
        }
        return value;
    }

    @Override
    public void setProperty(String name, Object value) {
        env.set(name, value);
    }
}
