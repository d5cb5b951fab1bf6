package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Closure;
import java.util.List;

/** {@code pipeline { … }}. */
public final class DeclarativePipeline extends Block {
    private final ParametersSection parameters = new ParametersSection();

    DeclarativePipeline(PipelineScript script) {
        super(script);
    }

    public void parameters(Closure<?> body) {
        fill(parameters, body);
    }

    /** Taken and not looked at: nothing here starts by itself. */
    public void triggers(Closure<?> body) {}

    List<DeclaredParameter> parameters() {
        return parameters.declared();
    }

    void run(PipelineContext context) {
        run(context, () -> runStages(context));
    }
}
