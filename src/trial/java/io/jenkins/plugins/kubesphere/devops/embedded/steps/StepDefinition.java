package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;

/**
 * A step of the embedded engine.
 *
 * @param keyword name and arguments of the step
 * @param hasBlock true if the step takes a block of other steps
 * @param action the work of the step
 */
public record StepDefinition(KeywordDescriptor keyword, boolean hasBlock, Action action) {

    /** The work of a step. */
    @FunctionalInterface
    interface Action {
        /** Runs the step, and returns its value in the Jenkinsfile; null for no value. */
        Object run(BlockContext context, StepArguments arguments) throws Exception;
    }

    static StepDefinition step(String name, String arguments, String description, Action action) {
        return new StepDefinition(KeywordDescriptor.of(name, arguments, description), false, action);
    }

    static StepDefinition block(String name, String arguments, String description, Action action) {
        return new StepDefinition(KeywordDescriptor.of(name, arguments, description), true, action);
    }
}
