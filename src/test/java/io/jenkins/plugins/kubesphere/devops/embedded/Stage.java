package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Closure;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** {@code stage('…') { … }} in a declarative pipeline. */
public final class Stage extends Block {
    private final String name;
    private Closure<?> steps;
    private Closure<?> when;
    private boolean skipped;

    Stage(PipelineScript script, String name) {
        super(script);
        this.name = name;
    }

    String name() {
        return name;
    }

    public void steps(Closure<?> body) {
        steps = body;
    }

    public void when(Closure<?> body) {
        when = body;
    }

    /** The one condition of {@code when} that there is. */
    public void expression(Closure<?> condition) {
        skipped |= !DefaultTypeTransformation.castToBoolean(script().steps(condition));
    }

    void run(PipelineContext context) {
        context.stage(name, () -> {
            if (when != null) {
                fill(this, when);
            }
            if (skipped) {
                context.log.line("Stage \"" + name + "\" skipped due to when conditional");
                return;
            }
            run(context, () -> {
                if (steps != null) {
                    script().steps(steps);
                }
                runStages(context);
            });
        });
    }
}
