package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.StepDefinition.block;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.embedded.build.BlockContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailedException;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Steps that run a block of other steps. */
final class BlockSteps {
    static final List<StepDefinition> ALL = List.of(
            block(
                    "script",
                    "",
                    "Runs Groovy.",
                    (context, arguments) -> LoggedBlockRunner.runBlock(context, arguments.block()::call)),
            block("node", "label", "Runs its block here. A label is like an [agent](#agents).", BlockSteps::node),
            block("stage", "name", "A stage of a scripted Pipeline.", BlockSteps::stage),
            block(
                    "parallel",
                    "…",
                    "Runs its blocks at the same time, each in a thread. With `failFast: true`, the first failure ends"
                            + " the other blocks.",
                    BlockSteps::parallel),
            block(
                    "withEnv",
                    "overrides",
                    "Sets variables in its block: `['NAME=value', 'PATH+ANY=value']`; the second form puts its value before"
                            + " that of `PATH`. `$NAME` in a value is not expanded.",
                    BlockSteps::withEnv),
            block("dir", "path", "Runs its block in another folder of the workspace.", BlockSteps::dir),
            block(
                    "timeout",
                    "time unit",
                    "Ends its block after that time, with all its processes; `unit` is `MINUTES` by default.",
                    (context, arguments) ->
                            TimeoutStep.run(context, arguments.millis(TimeUnit.MINUTES), arguments.block()::call)),
            block(
                    "retry",
                    "count",
                    "Runs its block again if it fails, at most `count` times in all. A block that was stopped or"
                            + " rejected is not run again.",
                    (context, arguments) ->
                            RetryStep.run(context, arguments.number("count"), arguments.block()::call)));

    private BlockSteps() {}

    private static Object node(BlockContext context, StepArguments arguments) throws Exception {
        String label = arguments.text("label", "");
        if (!label.isEmpty()) {
            AgentValidator.rejectUnlessIgnored(context, "node('" + label + "')");
        }
        return LoggedBlockRunner.runBlock(context, arguments.block()::call);
    }

    private static Object stage(BlockContext context, StepArguments arguments) throws Exception {
        return LoggedBlockRunner.runStage(context, arguments.text("name"), arguments.block()::call);
    }

    private static Object parallel(BlockContext context, StepArguments arguments) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>(arguments.values());
        boolean failFast = Boolean.TRUE.equals(values.remove("failFast"));
        Map<String, Callable<?>> branches = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!(value instanceof Closure<?> body)) {
                throw StepFailedException.failed("parallel: branch \"" + name + "\" is not a block { … }");
            }
            branches.put(name, body::call);
        });
        return ParallelStep.run(context, branches, failFast);
    }

    private static Object withEnv(BlockContext context, StepArguments arguments) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!(arguments.value("overrides") instanceof List<?> overrides)) {
            throw StepFailedException.failed("withEnv needs a list of NAME=value");
        }
        for (Object override : overrides) {
            String[] parts = String.valueOf(override).split("=", 2);
            if (parts.length < 2) {
                throw StepFailedException.failed("withEnv needs NAME=value, not \"" + override + "\"");
            }
            set(context, variables, parts[0], parts[1]);
        }
        return LoggedBlockRunner.runBlock(context.withVariables(variables), arguments.block()::call);
    }

    /** As in Jenkins, {@code PATH+ANY=value} puts the value before that of PATH. */
    private static void set(BlockContext context, Map<String, String> variables, String name, String value) {
        int plus = name.indexOf('+');
        if (plus <= 0) {
            variables.put(name, value);
            return;
        }
        String list = name.substring(0, plus);
        String previous = variables.containsKey(list) ? variables.get(list) : context.variable(list);
        variables.put(list, previous == null ? value : value + File.pathSeparator + previous);
    }

    private static Object dir(BlockContext context, StepArguments arguments) throws Exception {
        BlockContext inner = context.withWorkingDirectory(context.resolveInWorkspace(arguments.text("path")));
        context.log().writeLine("Running in " + inner.workingDirectory());
        return LoggedBlockRunner.runBlock(inner, arguments.block()::call);
    }
}
