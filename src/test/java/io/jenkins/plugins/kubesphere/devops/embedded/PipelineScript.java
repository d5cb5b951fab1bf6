package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Closure;
import groovy.lang.Script;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A compiled Jenkinsfile. Each public method is a step; Groovy finds them by name. */
public abstract class PipelineScript extends Script {
    /** The name under which {@link SleepIsAStep} lets {@code sleep} arrive. */
    static final String SLEEP = "sleepStep";

    private PipelineContext context;
    private List<DeclaredParameter> declared = List.of();

    void run(PipelineContext given) {
        context = given;
        setBinding(new PipelineVariables(given.params, given.env));
        context.log.step("Start of Pipeline");
        try {
            run();
        } finally {
            context.log.step("End of Pipeline");
        }
    }

    /** The parameters of the {@code pipeline} that ran, or was read without a context. */
    List<DeclaredParameter> declared() {
        return declared;
    }

    /** Runs a block of steps. */
    Object steps(Closure<?> body) {
        body.setDelegate(this);
        body.setResolveStrategy(Closure.DELEGATE_ONLY);
        return body.call();
    }

    public void pipeline(Closure<?> body) {
        DeclarativePipeline pipeline = new DeclarativePipeline(this);
        Block.fill(pipeline, body);
        declared = pipeline.parameters();
        if (context != null) {
            pipeline.run(context);
        }
    }

    public Object node(String label, Closure<?> body) throws InterruptedException {
        begin("node");
        context.log.line("Running on this machine, whatever the label \"" + label + "\" means elsewhere");
        return steps(body);
    }

    public Object node(Closure<?> body) throws InterruptedException {
        return node("", body);
    }

    public void stage(String name, Closure<?> body) {
        context.stage(name, () -> steps(body));
    }

    public Object script(Closure<?> body) throws InterruptedException {
        begin("script");
        return steps(body);
    }

    public Object withEnv(List<?> variables, Closure<?> body) throws InterruptedException {
        begin("withEnv");
        context.env.enter();
        try {
            for (Object variable : variables) {
                String[] nameAndValue = variable.toString().split("=", 2);
                context.env.set(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : "");
            }
            return steps(body);
        } finally {
            context.env.leave();
        }
    }

    public void echo(Object message) throws InterruptedException {
        begin("echo");
        context.log.line(String.valueOf(message));
    }

    public void echo(Map<String, ?> named) throws InterruptedException {
        echo(named.get("message"));
    }

    @Override
    public void println(Object value) {
        context.log.line(String.valueOf(value));
    }

    public void error(Object message) throws InterruptedException {
        begin("error");
        throw StepFailure.of("error", String.valueOf(message));
    }

    public void unstable(Object message) throws InterruptedException {
        begin("unstable");
        context.log.line("WARNING: " + message);
        context.unstable(String.valueOf(message));
    }

    public void unstable(Map<String, ?> named) throws InterruptedException {
        unstable(named.get("message"));
    }

    public void sleepStep(Number seconds) throws InterruptedException {
        sleepStep(Map.of("time", seconds));
    }

    public void sleepStep(Map<String, ?> named) throws InterruptedException {
        begin("sleep");
        String unit = Objects.toString(named.get("unit"), "SECONDS").toUpperCase(Locale.ROOT);
        long time = ((Number) named.get("time")).longValue();
        context.log.line("Sleeping for " + time + " " + unit.toLowerCase(Locale.ROOT));
        TimeUnit.valueOf(unit).sleep(time);
    }

    public Object sh(String script) throws InterruptedException {
        return sh(Map.of("script", script));
    }

    /** @param named {@code script}, and {@code returnStdout} or {@code returnStatus}, either of which may be true */
    public Object sh(Map<String, ?> named) throws InterruptedException {
        begin("sh");
        boolean returnStdout = Boolean.TRUE.equals(named.get("returnStdout"));
        Shell.Exit exit;
        try {
            exit = context.shell(String.valueOf(named.get("script")), returnStdout);
        } catch (IOException | IllegalArgumentException e) {
            throw StepFailure.of("sh", e.getMessage());
        }
        if (Boolean.TRUE.equals(named.get("returnStatus"))) {
            return exit.status();
        }
        if (exit.status() != 0) {
            throw StepFailure.of("sh", "script returned exit code " + exit.status());
        }
        return exit.output();
    }

    public void input(String message) throws InterruptedException {
        input(Map.of("message", message));
    }

    /** @param named {@code message}, {@code id}; who answers is not looked at, so {@code submitter} has no effect */
    public void input(Map<String, ?> named) throws InterruptedException {
        begin("input");
        if (named.containsKey("parameters")) {
            throw StepFailure.of("input", "the embedded engine asks for no parameters; use ./run --jenkins for it");
        }
        String message = String.valueOf(named.get("message"));
        String id = Objects.toString(named.get("id"), Integer.toHexString(message.hashCode()));
        // As in Jenkins, where the id is part of a class-like name.
        id = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
        context.log.line(message);
        context.log.line(Objects.toString(named.get("ok"), "Proceed") + " or Abort");
        if (!context.ask(new RunSnapshot.Input(id, message))) {
            throw StepFailure.aborted("input", "rejected: " + message);
        }
        context.log.line("Approved");
    }

    /** Groovy calls this for a step that is not there. */
    public Object methodMissing(String name, Object arguments) {
        if (getMetaClass().respondsTo(this, name).isEmpty()) {
            throw StepFailure.unknown(name);
        }
        String types = Stream.of((Object[]) arguments)
                .map(argument -> argument == null ? "null" : argument.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
        throw StepFailure.of(
                name, "the embedded engine does not take (" + types + ") here; use ./run --jenkins for it");
    }

    private void begin(String step) throws InterruptedException {
        context.checkStopped();
        context.log.step(step);
    }
}
