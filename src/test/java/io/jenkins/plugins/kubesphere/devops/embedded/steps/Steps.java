package io.jenkins.plugins.kubesphere.devops.embedded.steps;

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
        Stream.of(BasicSteps.ALL, BlockSteps.ALL, ErrorSteps.ALL, FileSteps.ALL, ProcessSteps.ALL)
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
        context.log().step(name);
        try {
            return step.action().run(context, arguments);
        } finally {
            if (step.hasBlock()) {
                context.log().step("// " + name);
            }
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
