package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** What a Jenkinsfile sees and changes while it runs. Belongs to the build's thread. */
final class PipelineContext {
    private static final int LONGEST_MESSAGE = 500;

    final BuildLog log;
    final Map<String, Object> params;
    final Environment env;
    final Outcome previous;
    private final Build build;
    private final Shell shell;
    private final Path workspace;
    private final Deque<String> stages = new ArrayDeque<>();
    private String failedStage;
    private Result result = Result.SUCCESS;
    private String unstable = "";

    PipelineContext(
            Build build,
            BuildLog log,
            Shell shell,
            JobParameters parameters,
            QueueRecord item,
            int number,
            Path workspace,
            Outcome previous) {
        this.build = build;
        this.log = log;
        this.shell = shell;
        this.workspace = workspace;
        this.previous = previous;
        params = Collections.unmodifiableMap(parameters.typed(item.values()));
        log.mask(parameters.secrets(item.values()));
        Map<String, String> variables = new HashMap<>(item.values());
        variables.put("BUILD_ID", Integer.toString(number));
        variables.put("BUILD_NUMBER", Integer.toString(number));
        variables.put("JOB_NAME", item.job().toString());
        variables.put("JOB_BASE_NAME", item.job().job());
        variables.put("WORKSPACE", workspace.toString());
        env = new Environment(variables);
    }

    /** Before each step: a stopped build runs none. */
    void checkStopped() throws InterruptedException {
        if (build.isAbandoned() || Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    Shell.Exit shell(String script, boolean keepOutput) throws IOException, InterruptedException {
        return shell.run(script, env.all(), workspace, keepOutput);
    }

    boolean ask(RunSnapshot.Input question) throws InterruptedException {
        return build.ask(question);
    }

    /** Runs the body of a stage; {@link #outcome} then knows in which stage it failed. */
    void stage(String name, Runnable body) {
        log.step("stage");
        log.step("{ (" + name + ")");
        stages.push(name);
        try {
            body.run();
            failedStage = null; // One that failed inside was caught.
        } catch (Throwable e) {
            failedStage = failedStage == null ? name : failedStage;
            throw e;
        } finally {
            stages.pop();
            log.step("}");
            log.step("// stage");
        }
    }

    void unstable(String message) {
        unstable = stages.isEmpty() ? message : "stage \"" + stages.peek() + "\": unstable: " + message;
        worsen(Result.UNSTABLE);
    }

    Result result() {
        return result;
    }

    /** Results only get worse, in the order of their declaration. */
    Result worsen(Result to) {
        result = result.compareTo(to) >= 0 ? result : to;
        return result;
    }

    Result resultOf(Throwable end) {
        if (build.isStopping() || end instanceof InterruptedException) {
            return Result.ABORTED;
        }
        return end instanceof StepFailure failure ? failure.result() : Result.FAILURE;
    }

    /** @param end what ended the script, null if it came to its end */
    Outcome outcome(Throwable end) {
        if (end == null) {
            return new Outcome(result, log.masked(unstable));
        }
        String where = failedStage == null ? "" : "stage \"" + failedStage + "\": ";
        return new Outcome(worsen(resultOf(end)), log.masked(where + describe(end)));
    }

    private String describe(Throwable end) {
        if (end instanceof InterruptedException || build.isStopping()) {
            return "stopped";
        }
        String message = end instanceof StepFailure failure ? failure.describe() : end.getMessage();
        String line = message == null
                ? end.getClass().getName()
                : message.lines().findFirst().orElse("");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
    }
}
