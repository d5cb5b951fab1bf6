package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.Script;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterDefinition;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A compiled Jenkinsfile. Each public method is a step; Groovy finds them by name. A step takes one value, or named
 * ones in a map.
 */
public abstract class PipelineScript extends Script {
    /** The name under which {@link SleepIsAStep} lets {@code sleep} arrive. */
    static final String SLEEP = "sleepStep";

    private Build build;
    private List<ParameterDefinition> declared = List.of();
    private Outcome outcome = Outcome.SUCCESS;
    private Outcome unstable = Outcome.SUCCESS;

    /** Runs nothing but what {@link OnlyParameters} left, and gives the parameters. */
    List<ParameterDefinition> declared() {
        setBinding(binding(Map.of(), Map.of()));
        run();
        return declared;
    }

    Outcome run(Build given, Map<String, Object> params) {
        build = given;
        setBinding(binding(params, given.env));
        build.log.step("Start of Pipeline");
        Outcome end = build.attempt(() -> {
            run();
            return outcome;
        });
        build.log.step("End of Pipeline");
        return end;
    }

    private static Binding binding(Map<String, Object> params, Map<String, Object> env) {
        return new Binding(
                new HashMap<>(Map.of("params", params, "env", env, "any", "any", "none", "none", "scm", "scm")));
    }

    /** A name without a declaration is a variable of the script, else one of the environment. */
    @Override
    public Object getProperty(String name) {
        Object variable = build == null || getBinding().hasVariable(name) ? null : build.env.get(name);
        return variable == null ? super.getProperty(name) : variable;
    }

    /** Runs a block of steps. Throws what they throw. */
    Outcome steps(Closure<?> body) {
        unstable = Outcome.SUCCESS;
        call(body);
        return unstable;
    }

    private Object call(Closure<?> body) {
        body.setDelegate(this);
        body.setResolveStrategy(Closure.DELEGATE_ONLY);
        return body.call();
    }

    public void pipeline(Closure<?> body) {
        Block pipeline = Block.read("", body);
        declared = pipeline.parameters;
        if (build != null) {
            outcome = new Declarative(this, build).run(pipeline);
        }
    }

    public Object script(Closure<?> body) throws InterruptedException {
        begin("script");
        return call(body);
    }

    public void echo(Object given) throws InterruptedException {
        begin("echo");
        build.log.line(text(given, "message"));
    }

    @Override
    public void println(Object value) {
        build.log.line(String.valueOf(value));
    }

    public void error(Object given) throws InterruptedException {
        begin("error");
        throw StepFailure.failed(text(given, "message"));
    }

    public void unstable(Object given) throws InterruptedException {
        begin("unstable");
        String message = text(given, "message");
        build.log.line("WARNING: " + message);
        unstable = new Outcome(Result.UNSTABLE, message);
    }

    public void sleepStep(Object given) throws InterruptedException {
        begin("sleep");
        String unit = given instanceof Map<?, ?> named ? Objects.toString(named.get("unit"), "SECONDS") : "SECONDS";
        long time = Long.parseLong(text(given, "time"));
        build.log.line("Sleeping for " + time + " " + unit.toLowerCase(Locale.ROOT));
        TimeUnit.valueOf(unit.toUpperCase(Locale.ROOT)).sleep(time);
    }

    /** @param given may say {@code returnStdout} or {@code returnStatus} */
    public Object sh(Object given) throws IOException, InterruptedException {
        begin("sh");
        Shell.Exit exit = build.shell.run(text(given, "script"), build.env, isOn(given, "returnStdout"));
        if (isOn(given, "returnStatus")) {
            return exit.status();
        }
        if (exit.status() != 0) {
            throw StepFailure.failed("sh: script returned exit code " + exit.status());
        }
        return exit.output();
    }

    /** @param given may say {@code id}; who answers is not looked at, so {@code submitter} has no effect */
    public void input(Object given) throws InterruptedException {
        begin("input");
        String message = text(given, "message");
        Object named = given instanceof Map<?, ?> map ? map.get("id") : null;
        String id = Objects.toString(named, Integer.toHexString(message.hashCode()));
        build.log.line(message);
        build.log.line("Proceed or Abort");
        if (!build.ask(new RunSnapshot.Input(id, message))) {
            throw StepFailure.aborted("rejected: " + message);
        }
        build.log.line("Approved");
    }

    /** Groovy calls this for a step that is not there. */
    public Object methodMissing(String name, Object arguments) {
        throw StepFailure.unknown(name);
    }

    private void begin(String step) throws InterruptedException {
        build.checkStopped();
        build.log.step(step);
    }

    private static String text(Object given, String name) {
        return String.valueOf(given instanceof Map<?, ?> named ? named.get(name) : given);
    }

    private static boolean isOn(Object given, String name) {
        return given instanceof Map<?, ?> named && Boolean.TRUE.equals(named.get(name));
    }
}
