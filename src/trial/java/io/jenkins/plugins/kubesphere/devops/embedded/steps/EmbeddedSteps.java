package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.EmbeddedBuildLog;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** All steps of the embedded engine. */
public final class EmbeddedSteps {
    private static final Map<String, EmbeddedStep> ALL = new TreeMap<>();

    static {
        Stream.of(BasicSteps.ALL, BlockSteps.ALL, CatchErrorSteps.ALL, FileSteps.ALL, ProcessSteps.ALL)
                .flatMap(List::stream)
                .forEach(step -> ALL.put(step.keyword().name(), step));
    }

    private EmbeddedSteps() {}

    /** By name. */
    public static List<EmbeddedStep> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * Runs a step, and gives what it gives.
     *
     * @param given as Groovy passes it
     * @throws StepFailedException if there is no such step, or it does not take that
     */
    public static Object run(BlockContext context, String name, Object... given) throws Exception {
        EmbeddedStep step = ALL.get(name);
        if (step == null) {
            throw StepFailedException.unknown("step \"" + name + "\"");
        }
        context.checkStopped();
        StepArguments arguments = new StepArguments(step.keyword(), given);
        Callable<Object> action = () -> step.action().run(context, arguments);
        if (step.hasBlock()) {
            return enclosed(context.log(), name, action);
        }
        context.log().step(name);
        return action.call();
    }

    /** Runs a step that has a block, between the lines of the log for its begin and its end. */
    public static <T> T enclosed(EmbeddedBuildLog log, String name, Callable<T> step) throws Exception {
        log.step(name);
        try {
            return step.call();
        } finally {
            log.step("// " + name);
        }
    }

    /**
     * Runs what stands in a stage.
     *
     * @throws StepFailedException if it fails, however that is; its message begins with the name of the stage
     */
    public static <T> T stage(BlockContext context, String name, Callable<T> body) {
        context.log().step("{ (" + name + ")");
        BlockContext stage = context.inStage(name);
        try {
            return stage.call(body);
        } catch (Throwable e) {
            // Whatever that is ends the stage, and post runs.
            throw stage.failure(e).inStage(name);
        } finally {
            context.log().step("}");
        }
    }

    /** Runs what stands in a block. */
    static <T> T block(BlockContext context, Callable<T> body) throws Exception {
        context.log().step("{");
        try {
            return context.call(body);
        } finally {
            context.log().step("}");
        }
    }
}
