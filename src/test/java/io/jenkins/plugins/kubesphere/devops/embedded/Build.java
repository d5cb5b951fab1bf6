package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One running build: its thread, what its Jenkinsfile works with, and how people reach into it. */
final class Build {
    private static final int PATIENCE_SECONDS = 10;

    final BuildLog log;

    /** {@code env}: whatever a Jenkinsfile puts in, read as text. */
    final Map<String, Object> env;

    final Shell shell;
    private final Jenkinsfile jenkinsfile;
    private final Map<String, Object> params;
    private final String startedBy;
    private final Runnable onChange;
    private final Consumer<Outcome> onEnd;
    private final Thread thread;

    private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
    private volatile RunSnapshot.Input question;
    private volatile boolean abandoned;
    private boolean stopping;
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
        jenkinsfile = run.job.jenkinsfile;
        params = parameters.typed(values);
        log = new BuildLog(folder, parameters.secrets(values));
        shell = new Shell(folder, log);
        String number = run.record.number().toString();
        env = new HashMap<>(values);
        env.put("BUILD_ID", number);
        env.put("BUILD_NUMBER", number);
        env.put("JOB_NAME", run.job.name().toString());
        env.put("JOB_BASE_NAME", run.job.name().job());
        env.put("WORKSPACE", shell.workspace().toString());
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
        if (abandoned || Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Asks a person, and waits for the answer. */
    boolean ask(RunSnapshot.Input asked) throws InterruptedException {
        answers.clear();
        question = asked;
        onChange.run();
        try {
            return answers.take();
        } finally {
            question = null;
            onChange.run();
        }
    }

    Optional<RunSnapshot.Input> question() {
        return Optional.ofNullable(question);
    }

    /** Called with the engine's lock held; gives false if it does not wait for that answer. */
    boolean answer(String inputId, boolean proceed) {
        boolean asked =
                question().filter(waiting -> waiting.id().equals(inputId)).isPresent();
        if (asked) {
            question = null;
            answers.add(proceed);
        }
        return asked;
    }

    /** Aborts the step that is running; {@code post} still runs, and a second call aborts that. */
    synchronized void stop() {
        if (!over) {
            stopping = true;
            thread.interrupt();
        }
    }

    /** Stops it for good, without {@code post} and without a record of its end. */
    void abandon() {
        abandoned = true;
        stop();
    }

    boolean isAbandoned() {
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
