package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code pipeline} or a {@code stage}: what its sections say. */
public final class Block extends GroovyObjectSupport {
    /** The conditions that {@code post} may name, in the order in which they run. */
    static final List<String> POST = List.of("always", "aborted", "failure", "success", "unstable", "cleanup");

    private static final Set<String> NESTED = Set.of("parameters", "stages", "post");
    private static final Set<String> LATER = Set.of("environment", "steps");

    /** Taken and not looked at: no option has a meaning here, and nothing starts by itself. */
    private static final Set<String> IGNORED = Set.of("options", "triggers");

    final String name;
    final List<ParameterDefinition> parameters = new ArrayList<>();
    final List<Block> stages = new ArrayList<>();

    /** What is run, by its word: environment, steps, and the conditions of post. */
    final Map<String, Closure<?>> sections = new HashMap<>();

    Object agent;

    private Block(String name) {
        this.name = name;
    }

    /** @param name of the stage */
    static Block read(String name, Closure<?> body) {
        Block block = new Block(name);
        read(block, body);
        return block;
    }

    /** Lets Groovy read a block: names in it mean methods and properties of the delegate, then those around it. */
    static void read(Object delegate, Closure<?> body) {
        body.setDelegate(delegate);
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
    }

    /** Groovy calls this for each word of a block: sections, and what {@code post} and {@code parameters} hold. */
    @Override
    public Object invokeMethod(String word, Object arguments) {
        Object[] given = (Object[]) arguments;
        Object last = given.length == 0 ? null : given[given.length - 1];
        if (word.equals("agent")) {
            agent = last;
        } else if (last instanceof Map<?, ?> named && Parameters.isType(word)) {
            parameters.add(Parameters.of(word, named));
        } else if (last instanceof Closure<?> body && word.equals("stage") && given.length == 2) {
            stages.add(read(String.valueOf(given[0]), body));
        } else if (last instanceof Closure<?> body && NESTED.contains(word)) {
            read(this, body);
        } else if (last instanceof Closure<?> body && (LATER.contains(word) || POST.contains(word))) {
            sections.put(word, body);
        } else if (!IGNORED.contains(word)) {
            throw StepFailure.failed(
                    "the embedded engine has no section \"" + word + "\" here; use ./run --jenkins for it");
        }
        return null;
    }
}
