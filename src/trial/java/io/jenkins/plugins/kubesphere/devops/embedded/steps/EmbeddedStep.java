package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;

/**
 * A step of the embedded engine.
 *
 * @param keyword how it is written
 * @param hasBlock whether steps may stand in it
 * @param action what it does
 */
public record EmbeddedStep(Keyword keyword, boolean hasBlock, Action action) {

    /** What a step does. */
    @FunctionalInterface
    interface Action {
        /** Gives what the step gives in a script, null for nothing. */
        Object run(BlockContext context, StepArguments given) throws Exception;
    }

    static EmbeddedStep step(String name, String arguments, String description, Action action) {
        return new EmbeddedStep(Keyword.of(name, arguments, description), false, action);
    }

    static EmbeddedStep block(String name, String arguments, String description, Action action) {
        return new EmbeddedStep(Keyword.of(name, arguments, description), true, action);
    }
}
