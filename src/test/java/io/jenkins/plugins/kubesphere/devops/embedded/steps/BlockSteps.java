package io.jenkins.plugins.kubesphere.devops.embedded.steps;

import static io.jenkins.plugins.kubesphere.devops.embedded.steps.Step.block;

import groovy.lang.Closure;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepContext;
import io.jenkins.plugins.kubesphere.devops.embedded.build.StepFailure;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Steps around other steps. */
final class BlockSteps {
    static final List<Step> ALL = List.of(
            block("script", "", "Runs Groovy.", (context, given) -> Steps.block(context, given.block()::call)),
            block("node", "label", "Runs its block here. A label is like an [agent](#agents).", BlockSteps::node),
            block("stage", "name", "A stage of a scripted Pipeline.", BlockSteps::stage),
            block(
                    "parallel",
                    "…",
                    "Runs its blocks at the same time, each in a thread; `failFast: true` ends the others once one"
                            + " fails.",
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
                    (context, given) -> Timeout.run(context, given.millis(TimeUnit.MINUTES), given.block()::call)),
            block(
                    "retry",
                    "count",
                    "Runs its block until it does not fail, at most that often. A block that was stopped or"
                            + " rejected is not run again.",
                    (context, given) -> Retry.run(context, given.number("count"), given.block()::call)));

    private BlockSteps() {}

    private static Object node(StepContext context, Arguments given) throws Exception {
        String label = given.text("label", "");
        if (!label.isEmpty()) {
            AgentCheck.check(context, "node('" + label + "')");
        }
        return Steps.block(context, given.block()::call);
    }

    private static Object stage(StepContext context, Arguments given) throws Exception {
        return Steps.stage(context, given.text("name"), given.block()::call);
    }

    private static Object parallel(StepContext context, Arguments given) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>(given.values());
        boolean failFast = Boolean.TRUE.equals(values.remove("failFast"));
        Map<String, Callable<?>> branches = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!(value instanceof Closure<?> body)) {
                throw StepFailure.failed("parallel: branch \"" + name + "\" is not a block { … }");
            }
            branches.put(name, body::call);
        });
        return Parallel.run(context, branches, failFast);
    }

    private static Object withEnv(StepContext context, Arguments given) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!(given.value("overrides") instanceof List<?> overrides)) {
            throw StepFailure.failed("withEnv takes a list of NAME=value");
        }
        for (Object override : overrides) {
            String[] parts = String.valueOf(override).split("=", 2);
            if (parts.length < 2) {
                throw StepFailure.failed("withEnv takes NAME=value, not \"" + override + "\"");
            }
            set(context, variables, parts[0], parts[1]);
        }
        return Steps.block(context.withVariables(variables), given.block()::call);
    }

    /** As in Jenkins, {@code PATH+ANY=value} puts the value before that of PATH. */
    private static void set(StepContext context, Map<String, String> variables, String name, String value) {
        int plus = name.indexOf('+');
        if (plus <= 0) {
            variables.put(name, value);
            return;
        }
        String list = name.substring(0, plus);
        String before = variables.containsKey(list) ? variables.get(list) : context.variable(list);
        variables.put(list, before == null ? value : value + File.pathSeparator + before);
    }

    private static Object dir(StepContext context, Arguments given) throws Exception {
        StepContext inner = context.inFolder(context.file(given.text("path")));
        context.log().line("Running in " + inner.folder());
        return Steps.block(inner, given.block()::call);
    }
}
