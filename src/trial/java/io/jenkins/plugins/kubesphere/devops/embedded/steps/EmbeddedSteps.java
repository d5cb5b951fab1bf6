package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.util.List;
import java.util.Map;
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
        context.throwIfStopped();
        StepArguments arguments = new StepArguments(step.keyword(), values);
        Callable<Object> action = () -> step.action().run(context, arguments);
        if (step.hasBlock()) {
            return LoggedBlockRunner.runStep(context.log(), name, action);
        }
        context.log().writeStep(name);
        return action.call();
    }
}
