package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One running build: its thread, what its Jenkinsfile works with, and how people reach into it. */
final class Build {
    private static final int PATIENCE_SECONDS = 10;

    final BuildLog log;
    final Environment env;
    final Shell shell;
    private final Jenkinsfile jenkinsfile;
    private final Map<String, Object> params;
    private final String startedBy;
    private final Runnable onChange;
    private final Consumer<Outcome> onEnd;
    private final Thread thread;

    private RunSnapshot.Input question;
    private Boolean answer;
    private boolean stopping;
    private boolean abandoned;
    private boolean over;

    /**
     * @param values of the job's parameters
     * @param folder of the run
     * @param onChange called when it begins or ends waiting for a person
     * @param onEnd called once, last
     */
    Build(Run run, Map<String, String> values, Path folder, Runnable onChange, Consumer<Outcome> onEnd) {
        this.onChange = onChange;
        this.onEnd = onEnd;
        String by = run.record.startedBy();
        startedBy = by.isEmpty() ? run.ref().toString() : by + " (" + run.ref() + ")";
        Parameters parameters = run.job.parameters();
        jenkinsfile = run.job.jenkinsfile();
        params = parameters.typed(values);
        log = new BuildLog(folder, parameters.secrets(values));
        shell = new Shell(folder, log);
        String number = run.record.number().toString();
        Map<String, String> variables = new HashMap<>(values);
        variables.put("BUILD_ID", number);
        variables.put("BUILD_NUMBER", number);
        variables.put("JOB_NAME", run.job.name().toString());
        variables.put("JOB_BASE_NAME", run.job.name().job());
        variables.put("WORKSPACE", shell.workspace().toString());
        env = new Environment(variables);
        thread = new Thread(this::run, "embedded build " + run.job.name() + " #" + number);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Outcome outcome = attempt(() -> {
            log.line("Started by " + startedBy);
            return jenkinsfile.script().run(this, params);
        });
        synchronized (this) {
            over = true;
            // From here on nobody interrupts, and the end gets written.
            Thread.interrupted();
            outcome = new Outcome(stopping ? Result.ABORTED : outcome.result(), log.masked(outcome.message()));
        }
        try (log) {
            log.end(outcome);
        } finally {
            onEnd.accept(outcome);
        }
    }

    /** Runs a part of the script. Whatever that throws ends its own build and nothing else. */
    Outcome attempt(Callable<Outcome> part) {
        try {
            return part.call();
        } catch (Throwable e) {
            return outcomeOf(e);
        }
    }

    private synchronized Outcome outcomeOf(Throwable end) {
        if (stopping || end instanceof InterruptedException) {
            // Some input and output leaves the flag set, and then post would not run.
            Thread.interrupted();
            return new Outcome(Result.ABORTED, "stopped");
        }
        String message =
                Objects.requireNonNullElse(end.getMessage(), end.getClass().getName());
        return new Outcome(
                end instanceof StepFailure failure ? failure.result() : Result.FAILURE, Outcome.brief(message));
    }

    /** Before each step: a stopped build runs none. */
    void checkStopped() throws InterruptedException {
        if (isAbandoned() || Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Asks a person, and waits for the answer. */
    boolean ask(RunSnapshot.Input asked) throws InterruptedException {
        synchronized (this) {
            question = asked;
            answer = null;
        }
        onChange.run();
        try {
            return awaitAnswer();
        } finally {
            onChange.run();
        }
    }

    private synchronized boolean awaitAnswer() throws InterruptedException {
        try {
            while (answer == null) {
                wait();
            }
            return answer;
        } finally {
            question = null;
        }
    }

    synchronized Optional<RunSnapshot.Input> question() {
        return Optional.ofNullable(question);
    }

    /** Gives false if it does not wait for that answer. */
    synchronized boolean answer(String inputId, boolean proceed) {
        if (question == null || !question.id().equals(inputId)) {
            return false;
        }
        question = null;
        answer = proceed;
        notifyAll();
        return true;
    }

    /** Aborts the step that is running; {@code post} still runs, and a second call aborts that. */
    synchronized void stop() {
        if (!over) {
            stopping = true;
            thread.interrupt();
        }
    }

    /** Stops it for good, without {@code post} and without a record of its end. */
    synchronized void abandon() {
        abandoned = true;
        stop();
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** Waits a bounded time until it touches nothing any more. */
    void awaitEnd() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isOver() {
        return !thread.isAlive();
    }
}
