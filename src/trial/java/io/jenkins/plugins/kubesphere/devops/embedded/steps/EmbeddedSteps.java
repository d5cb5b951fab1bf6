package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildGraph;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BuildOutcome;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import io.jenkins.plugins.kubesphere.devops.engine.graph.table.GraphNode.Role;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Finds a step of the embedded engine by name, and runs it. */
public final class EmbeddedSteps {
    private static final Map<String, StepDefinition> ALL = new TreeMap<>();

    static {
        Stream.of(BasicSteps.ALL, BlockSteps.ALL, CatchErrorSteps.ALL, FileSteps.ALL, ProcessSteps.ALL)
                .flatMap(List::stream)
                .forEach(step -> ALL.put(step.keyword().name(), step));
    }

    private EmbeddedSteps() {}

    /** All steps, sorted by name. */
    public static List<StepDefinition> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * Runs a step, and returns its value in the Jenkinsfile; null for no value.
     *
     * @param values the arguments, as Groovy passes them
     * @throws StepFailedException if there is no such step, or it does not accept the arguments
     */
    public static Object run(BlockContext context, String name, Object... values) throws Exception {
        StepDefinition step = ALL.get(name);
        if (step == null) {
            throw StepFailedException.unsupported("step \"" + name + "\"");
        }
        context.awaitNextStep();
        StepArguments arguments = new StepArguments(step.keyword(), values);
        Callable<Object> action = () -> step.action().run(context, arguments);
        if (step.hasBlock()) {
            return LoggedBlockRunner.runStep(context.log(), name, () -> recordBlock(context, name, action));
        }
        context.log().writeStep(name);
        return recordStep(context, name, arguments, action);
    }

    private static Object recordBlock(BlockContext context, String name, Callable<Object> action) throws Exception {
        BuildGraph graph = context.build().graph();
        int node = graph.enter(Role.OTHER, name);
        Optional<BuildOutcome> end = Optional.empty();
        try {
            return action.call();
        } catch (Throwable e) {
            end = Optional.of(outcome(e));
            throw e;
        } finally {
            graph.exit(node, end);
        }
    }

    private static Object recordStep(
            BlockContext context, String name, StepArguments arguments, Callable<Object> action) throws Exception {
        BuildGraph graph = context.build().graph();
        graph.step(name, description(context, arguments));
        try {
            Object value = action.call();
            if (name.equals("unstable")) {
                graph.warnStep();
            }
            return value;
        } catch (Throwable e) {
            graph.failStep(outcome(e));
            throw e;
        }
    }

    /** As in Jenkins, a step is described by its text. */
    private static String description(BlockContext context, StepArguments arguments) {
        return arguments.values().values().stream()
                .filter(CharSequence.class::isInstance)
                .findFirst()
                .map(text -> context.log().mask(text.toString()))
                .orElse("");
    }

    private static BuildOutcome outcome(Throwable failure) {
        return failure instanceof StepFailedException failed
                ? failed.outcome()
                : new BuildOutcome(failure instanceof InterruptedException ? RunResult.ABORTED : RunResult.FAILURE, "");
    }
}
