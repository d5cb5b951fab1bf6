package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.GroovyObjectSupport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** {@code env} in a Jenkinsfile: layers of variables, the innermost first. Groovy reads {@code env.X} as a property. */
public final class Environment extends GroovyObjectSupport {
    private final Deque<Map<String, String>> layers = new ArrayDeque<>();

    Environment(Map<String, String> base) {
        layers.push(new HashMap<>(base));
    }

    void enter() {
        layers.push(new LinkedHashMap<>());
    }

    void leave() {
        layers.pop();
    }

    /** Sets a variable of the innermost layer. */
    void set(String name, Object value) {
        layers.peek().put(name, Objects.toString(value, ""));
    }

    /** Gives null if there is none. */
    String get(String name) {
        return layers.stream()
                .filter(layer -> layer.containsKey(name))
                .findFirst()
                .map(layer -> layer.get(name))
                .orElse(null);
    }

    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Iterator<Map<String, String>> outermostFirst = layers.descendingIterator(); outermostFirst.hasNext(); ) {
            all.putAll(outermostFirst.next());
        }
        return all;
    }

    @Override
    public Object getProperty(String name) {
        return get(name);
    }

    /** As in Jenkins, {@code env.X = 'v'} holds until the end of the build, beneath what blocks set. */
    @Override
    public void setProperty(String name, Object value) {
        layers.peekLast().put(name, Objects.toString(value, ""));
    }
}
