package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.Script;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuild;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.embedded.steps.EmbeddedSteps;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A compiled Jenkinsfile: Groovy asks it for what it does not know, which are the steps and the variables. */
public abstract class PipelineScript extends Script {
    private static final String CURRENT_BUILD = "currentBuild";

    private EmbeddedBuild build;
    private DeclaredJobProperties properties = DeclaredJobProperties.NONE;

    /** Runs nothing but what {@link OnlyJobProperties} left. */
    DeclaredJobProperties properties() {
        setBinding(binding(Map.of(), Map.of()));
        run();
        return properties;
    }

    void run(EmbeddedBuild given, Map<String, Object> params) {
        build = given;
        setBinding(binding(params, new EnvironmentVariables(given)));
        build.log().step("Start of Pipeline");
        try {
            run();
        } finally {
            build.log().step("End of Pipeline");
        }
    }

    /** Branches of {@code parallel} share the variables. */
    private static Binding binding(Map<String, Object> params, Map<String, Object> env) {
        return new Binding(Collections.synchronizedMap(
                new HashMap<>(Map.of("params", params, "env", env, "any", "any", "none", "none", "scm", "scm"))));
    }

    BlockContext context() {
        return build.context();
    }

    /** A name without a declaration is a variable of the script, else one of the environment. */
    @Override
    public Object getProperty(String name) {
        if (build == null || getBinding().hasVariable(name)) {
            return super.getProperty(name);
        }
        if (name.equals(CURRENT_BUILD)) {
            throw StepFailedException.unknown("variable \"" + name + "\"");
        }
        Object variable = build.context().variable(name);
        return variable == null ? super.getProperty(name) : variable;
    }

    /** Runs a block of steps: names in it mean steps, whatever is around it. */
    Object steps(Closure<?> body) {
        body.setDelegate(this);
        body.setResolveStrategy(Closure.DELEGATE_ONLY);
        return body.call();
    }

    /** Groovy calls this for a declarative Pipeline. */
    public void pipeline(Closure<?> body) throws Exception {
        DeclarativeSections pipeline = DeclarativeSections.read("pipeline", "", body);
        properties = pipeline.properties();
        if (build != null) {
            new DeclarativeRunner(this, pipeline).run();
        }
    }

    @Override
    public void println(Object value) {
        build.log().line(String.valueOf(value));
    }

    /** Groovy calls this for each step. */
    public Object methodMissing(String name, Object arguments) throws Exception {
        return EmbeddedSteps.run(build.context(), ReservedNames.original(name), (Object[]) arguments);
    }
}
