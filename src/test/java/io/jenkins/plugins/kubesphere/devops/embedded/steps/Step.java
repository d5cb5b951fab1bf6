package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.StepContext;

/**
 * A step of the embedded engine.
 *
 * @param keyword how it is written
 * @param hasBlock whether steps may stand in it
 * @param action what it does
 */
public record Step(Keyword keyword, boolean hasBlock, Action action) {

    /** What a step does. */
    @FunctionalInterface
    interface Action {
        /** Gives what the step gives in a script, null for nothing. */
        Object run(StepContext context, Arguments given) throws Exception;
    }

    static Step step(String name, String arguments, String description, Action action) {
        return new Step(Keyword.of(name, arguments, description), false, action);
    }

    static Step block(String name, String arguments, String description, Action action) {
        return new Step(Keyword.of(name, arguments, description), true, action);
    }
}
