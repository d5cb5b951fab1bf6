package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingMethodException;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code pipeline} or a {@code stage}: what its sections say. Groovy calls the public methods while it reads them. */
public final class Block extends GroovyObjectSupport {
    /** The conditions that {@code post} may name, in the order in which they run. */
    static final List<String> POST = List.of("always", "aborted", "failure", "success", "unstable", "cleanup");

    final String name;
    final List<ParameterDefinition> parameters = new ArrayList<>();
    final List<Block> stages = new ArrayList<>();
    final Map<String, Closure<?>> post = new LinkedHashMap<>();
    Object agent;
    Closure<?> environment;
    Closure<?> steps;

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

    public void agent(Object given) {
        agent = given;
    }

    public void environment(Closure<?> body) {
        environment = body;
    }

    /** Taken and not looked at. */
    public void options(Closure<?> body) {}

    /** Taken and not looked at: nothing here starts by itself. */
    public void triggers(Closure<?> body) {}

    public void parameters(Closure<?> body) {
        read(this, body);
    }

    public void stages(Closure<?> body) {
        read(this, body);
    }

    public void stage(String stage, Closure<?> body) {
        stages.add(read(stage, body));
    }

    public void steps(Closure<?> body) {
        steps = body;
    }

    public void post(Closure<?> body) {
        read(this, body);
    }

    /** What is inside {@code post} and {@code parameters}. */
    @Override
    public Object invokeMethod(String word, Object arguments) {
        Object[] given = (Object[]) arguments;
        if (given.length == 1 && given[0] instanceof Closure<?> body && POST.contains(word)) {
            return post.put(word, body);
        }
        if (given.length == 1 && given[0] instanceof Map<?, ?> named && Parameters.isType(word)) {
            return parameters.add(Parameters.of(word, named));
        }
        throw new MissingMethodException(word, Block.class, given);
    }
}
