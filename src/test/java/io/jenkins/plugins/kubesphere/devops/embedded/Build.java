package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** One running build: its thread, its log, and how people reach into it. */
final class Build {
    private final Jenkinsfile jenkinsfile;
    private final Path workspace;
    private final Runnable onChange;
    private final Consumer<Outcome> onEnd;
    private final Thread thread;
    private final BuildLog log;
    private final String startedBy;
    private final PipelineContext context;

    private RunSnapshot.Input question;
    private Boolean answer;
    private boolean stopping;
    private boolean abandoned;
    private boolean over;

    /**
     * @param previous how the build before it ended, null if there was none
     * @param onChange called when it begins or ends waiting for a person
     * @param onEnd called once, last
     */
    Build(
            Jenkinsfile jenkinsfile,
            JobParameters parameters,
            StateFolder state,
            QueueRecord item,
            BuildRecord record,
            Outcome previous,
            Path folder,
            Path workspace,
            Runnable onChange,
            Consumer<Outcome> onEnd) {
        this.jenkinsfile = jenkinsfile;
        this.workspace = workspace;
        this.onChange = onChange;
        this.onEnd = onEnd;
        startedBy = item.startedBy().isEmpty() ? item.run().toString() : item.startedBy() + " (" + item.run() + ")";
        log = new BuildLog(folder);
        context = new PipelineContext(
                this, log, new Shell(state, folder, log), parameters, item, record.number(), workspace, previous);
        thread = new Thread(this::run, "embedded build " + item.job() + " #" + record.number());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Outcome outcome = execute();
        synchronized (this) {
            over = true;
            // From here on nobody interrupts, and the end gets written.
            Thread.interrupted();
            if (stopping) {
                outcome = new Outcome(Result.ABORTED, outcome.message());
            }
        }
        try (log) {
            log.end(outcome);
        } finally {
            onEnd.accept(outcome);
        }
    }

    private Outcome execute() {
        try {
            log.line("Started by " + startedBy);
            jenkinsfile.run(context);
            return context.outcome(null);
        } catch (Throwable e) {
            // Whatever a Jenkinsfile throws ends its own build and nothing else.
            return context.outcome(e);
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

    synchronized boolean isStopping() {
        return stopping;
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
            if (thread != Thread.currentThread()) {
                thread.join(10_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean usesWorkspace(Path path) {
        return workspace.equals(path);
    }
}
