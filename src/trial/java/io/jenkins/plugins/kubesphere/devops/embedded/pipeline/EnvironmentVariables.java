package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Implements the variable {@code env}: a read returns the value for the current step, a write applies to the whole
 * build.
 */
final class EnvironmentVariables extends AbstractMap<String, Object> {
    private final EmbeddedBuild build;

    EnvironmentVariables(EmbeddedBuild build) {
        this.build = build;
    }

    @Override
    public Object get(Object name) {
        return build.context().variable(String.valueOf(name));
    }

    @Override
    public Object put(String name, Object value) {
        Object previous = get(name);
        build.context().setVariable(name, Objects.toString(value, null));
        return previous;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Map.<String, Object>copyOf(build.context().variables()).entrySet();
    }
}
