package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildLog;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** All steps of the embedded engine. */
public final class Steps {
    private static final Map<String, Step> ALL = new TreeMap<>();

    static {
        Stream.of(BasicSteps.ALL, BlockSteps.ALL, CatchErrorSteps.ALL, FileSteps.ALL, ProcessSteps.ALL)
                .flatMap(List::stream)
                .forEach(step -> ALL.put(step.keyword().name(), step));
    }

    private Steps() {}

    /** By name. */
    public static List<Step> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * Runs a step, and gives what it gives.
     *
     * @param given as Groovy passes it
     * @throws StepFailure if there is no such step, or it does not take that
     */
    public static Object run(StepContext context, String name, Object... given) throws Exception {
        Step step = ALL.get(name);
        if (step == null) {
            throw StepFailure.unknown("step \"" + name + "\"");
        }
        context.checkStopped();
        Arguments arguments = new Arguments(step.keyword(), given);
        Callable<Object> action = () -> step.action().run(context, arguments);
        if (step.hasBlock()) {
            return enclosed(context.log(), name, action);
        }
        context.log().step(name);
        return action.call();
    }

    /** Runs a step that has a block, between the lines of the log for its begin and its end. */
    public static <T> T enclosed(BuildLog log, String name, Callable<T> step) throws Exception {
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
     * @throws StepFailure if it fails, however that is; its message begins with the name of the stage
     */
    public static <T> T stage(StepContext context, String name, Callable<T> body) {
        context.log().step("{ (" + name + ")");
        StepContext stage = context.inStage(name);
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
    static <T> T block(StepContext context, Callable<T> body) throws Exception {
        context.log().step("{");
        try {
            return context.call(body);
        } finally {
            context.log().step("}");
        }
    }
}
