package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Finds a step of the embedded engine by name, and runs it. */
public final class EmbeddedSteps {
    private static final Map<String, EmbeddedStep> ALL = new TreeMap<>();

    static {
        Stream.of(BasicSteps.ALL, BlockSteps.ALL, CatchErrorSteps.ALL, FileSteps.ALL, ProcessSteps.ALL)
                .flatMap(List::stream)
                .forEach(step -> ALL.put(step.keyword().name(), step));
    }

    private EmbeddedSteps() {}

    /** All steps, sorted by name. */
    public static List<EmbeddedStep> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * Runs a step, and returns its value in the Jenkinsfile; null for no value.
     *
     * @param values the arguments, as Groovy passes them
     * @throws StepFailedException if there is no such step, or it does not accept the arguments
     */
    public static Object run(BlockContext context, String name, Object... values) throws Exception {
        EmbeddedStep step = ALL.get(name);
        if (step == null) {
            throw StepFailedException.unsupported("step \"" + name + "\"");
        }
        context.checkStopped();
        StepArguments arguments = new StepArguments(step.keyword(), values);
        Callable<Object> action = () -> step.action().run(context, arguments);
        if (step.hasBlock()) {
            return runEnclosed(context.log(), name, action);
        }
        context.log().writeStep(name);
        return action.call();
    }

    /** Runs a step that has a block. The log gets a line before it and a line after it. */
    public static <T> T runEnclosed(EmbeddedBuildLog log, String name, Callable<T> step) throws Exception {
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
        try {
            return stage.call(body);
        } catch (Throwable e) {
            // An Error also ends only the stage, so that post runs.
            throw stage.toFailure(e).inStage(name);
        } finally {
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
