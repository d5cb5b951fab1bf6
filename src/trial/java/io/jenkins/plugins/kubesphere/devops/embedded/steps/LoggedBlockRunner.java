package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildGraph;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Runs stages, blocks, and steps that have a block. Writes a line to the log before and after each of them, as Jenkins
 * does.
 */
public final class LoggedBlockRunner {
    private LoggedBlockRunner() {}

    /** Runs a step that has a block. The log gets a line before it and a line after it. */
    public static <T> T runStep(EmbeddedBuildLog log, String name, Callable<T> step) throws Exception {
        log.writeStep(name);
        try {
            return step.call();
        } finally {
            log.writeStep("// " + name);
        }
    }

    /**
     * Runs the body of a stage.
     *
     * @throws StepFailedException if the body fails with any exception; the message begins with the name of the stage
     */
    public static <T> T runStage(BlockContext context, String name, Callable<T> body) {
        context.log().writeStep("{ (" + name + ")");
        BlockContext stage = context.withStage(name);
        BuildGraph graph = context.build().graph();
        int node = graph.enter(Role.STAGE, context.log().mask(name));
        Optional<BuildOutcome> end = Optional.empty();
        try {
            return stage.call(body);
        } catch (Throwable e) {
            // An Error also ends only the stage, so that post runs.
            StepFailedException failure = stage.toFailure(e).inStage(name);
            end = Optional.of(failure.outcome());
            throw failure;
        } finally {
            graph.exit(node, end);
            context.log().writeStep("}");
        }
    }

    /** Runs the block of a step. */
    static <T> T runBlock(BlockContext context, Callable<T> body) throws Exception {
        context.log().writeStep("{");
        try {
            return context.call(body);
        } finally {
            context.log().writeStep("}");
        }
    }
}
