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

/**
 * The base class of a compiled Jenkinsfile. Groovy calls its methods for each name that is not declared: steps and
 * variables.
 */
public abstract class PipelineScript extends Script {
    private static final String CURRENT_BUILD = "currentBuild";

    private EmbeddedBuild build;
    private DeclaredJobProperties properties = DeclaredJobProperties.NONE;

    /**
     * Reads the settings of the job. The script was compiled with {@link JobPropertiesOnlyCustomizer}, so no step runs.
     */
    DeclaredJobProperties readProperties() {
        setBinding(binding(Map.of(), Map.of()));
        run();
        return properties;
    }

    void run(EmbeddedBuild newBuild, Map<String, Object> params) {
        build = newBuild;
        setBinding(binding(params, new EnvironmentVariables(newBuild)));
        build.log().writeStep("Start of Pipeline");
        try {
            run();
        } finally {
            build.log().writeStep("End of Pipeline");
        }
    }

    /** Creates the variables of the script. The map is synchronized, because branches of {@code parallel} share it. */
    private static Binding binding(Map<String, Object> params, Map<String, Object> env) {
        return new Binding(Collections.synchronizedMap(
                new HashMap<>(Map.of("params", params, "env", env, "any", "any", "none", "none", "scm", "scm"))));
    }

    BlockContext context() {
        return build.context();
    }

    /** Reads a name that is not declared: a variable of the script, otherwise an environment variable. */
    @Override
    public Object getProperty(String name) {
        if (build == null || getBinding().hasVariable(name)) {
            return super.getProperty(name);
        }
        if (name.equals(CURRENT_BUILD)) {
            throw StepFailedException.unsupported("variable \"" + name + "\"");
        }
        Object variable = build.context().variable(name);
        return variable == null ? super.getProperty(name) : variable;
    }

    /**
     * Runs a block of steps. Each name in the block is resolved as a step, even if the enclosing section has a keyword
     * of that name.
     */
    Object runSteps(Closure<?> body) {
        body.setDelegate(this);
        body.setResolveStrategy(Closure.DELEGATE_ONLY);
        return body.call();
    }

    /** Groovy calls this for a declarative Pipeline. */
    public void pipeline(Closure<?> body) throws Exception {
        DeclarativeBlock pipeline = DeclarativeBlock.read("pipeline", "", body);
        properties = pipeline.jobProperties();
        if (build != null) {
            new DeclarativeRunner(this, pipeline).run();
        }
    }

    @Override
    public void println(Object value) {
        build.log().writeLine(String.valueOf(value));
    }

    /** Groovy calls this for each step. */
    public Object methodMissing(String name, Object arguments) throws Exception {
        return EmbeddedSteps.run(build.context(), ReservedNameCustomizer.originalName(name), (Object[]) arguments);
    }
}
