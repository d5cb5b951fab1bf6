package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One running build: its thread, what its Jenkinsfile works with, and how people reach into it. */
public final class EmbeddedBuild {
    private static final int TIMEOUT_SECONDS = 10;

    /** What a build runs. */
    @FunctionalInterface
    public interface Script {
        /** Called once, by the build's own thread. */
        void run(EmbeddedBuild build) throws Exception;
    }

    private final BuildSettings settings;
    private final EmbeddedBuildLog log;
    private final ShellRunner shell;
    private final Script script;
    private final Consumer<BuildOutcome> onEnd;
    private final Thread thread;
    private final BlockInterrupt interruption;
    private final PendingInputs inputs;
    private final ThreadLocal<BlockContext> context = new ThreadLocal<>();

    /** Variables that hold in the whole build. */
    private final Map<String, String> variables;

    private BuildOutcome result = BuildOutcome.SUCCESS;
    private volatile boolean abandoned;
    private volatile boolean stopping;

    /**
     * @param onChange called by threads of the build when it begins or ends waiting for a person
     * @param onEnd called once, last
     */
    public EmbeddedBuild(BuildSettings settings, Script script, Runnable onChange, Consumer<BuildOutcome> onEnd) {
        this.settings = settings;
        this.script = script;
        this.onEnd = onEnd;
        inputs = new PendingInputs(onChange);
        log = new EmbeddedBuildLog(settings.folder(), settings.secrets());
        shell = new ShellRunner(settings.folder(), log);
        String number = Integer.toString(settings.number());
        variables = new ConcurrentHashMap<>(settings.values());
        variables.put("BUILD_ID", number);
        variables.put("BUILD_NUMBER", number);
        variables.put("JOB_NAME", settings.job().toString());
        variables.put("JOB_BASE_NAME", settings.job().job());
        variables.put("WORKSPACE", workspace().toString());
        thread = new Thread(this::run, "embedded build " + settings.job() + " #" + number);
        thread.setDaemon(true);
        interruption = BlockInterrupt.of(thread);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        BlockContext whole = new BlockContext(this, interruption, workspace());
        StepFailedException failure = null;
        try {
            log.line("Started by " + settings.startedBy());
            whole.call(() -> {
                script.run(this);
                return null;
            });
        } catch (Throwable e) {
            // Whatever that is ends its own build and nothing else.
            failure = whole.failure(e);
        }
        // From here on nobody interrupts, and the end gets written.
        interruption.end();
        Thread.interrupted();
        BuildOutcome end = failure == null ? result() : failure.outcome().or(result());
        BuildOutcome outcome = new BuildOutcome(stopping ? Result.ABORTED : end.result(), log.masked(end.message()));
        try (log) {
            log.end(outcome, failure != null);
        } finally {
            onEnd.accept(outcome);
        }
    }

    public BuildSettings settings() {
        return settings;
    }

    public EmbeddedBuildLog log() {
        return log;
    }

    ShellRunner shell() {
        return shell;
    }

    Path workspace() {
        return settings.folder().resolve("workspace");
    }

    Map<String, String> variables() {
        return variables;
    }

    /** Where the step that this thread runs is. */
    public BlockContext context() {
        return context.get();
    }

    /** Gives where this thread was before. */
    BlockContext enter(BlockContext entered) {
        BlockContext before = context.get();
        context.set(entered);
        return before;
    }

    /** The result set by steps, ignoring failures. */
    public synchronized BuildOutcome result() {
        return result;
    }

    synchronized void setResult(BuildOutcome given) {
        result = result.or(given);
    }

    /** Before each step: a stopped build runs none. */
    void checkStopped() throws InterruptedException {
        if (abandoned || Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Asks a person, and waits for the answer. */
    boolean ask(RunSnapshot.Input asked) throws InterruptedException {
        return inputs.ask(asked);
    }

    /** The question for which it waits, the first if there are several. */
    public Optional<RunSnapshot.Input> question() {
        return inputs.first();
    }

    /** Called with the engine's lock held; gives false if it does not wait for that answer. */
    public boolean answer(String inputId, boolean proceed) {
        return inputs.answer(inputId, proceed);
    }

    /** Aborts the steps that are running; {@code post} still runs, and a second call aborts that. */
    public void stop() {
        // In this order, so that the build's own thread finds why it was interrupted.
        stopping = true;
        interruption.interrupt();
    }

    /** True once it was stopped; {@code post} may still run. */
    public boolean isStopping() {
        return stopping;
    }

    /** Stops it for good, without {@code post} and without a record of its end. */
    public void abandon() {
        abandoned = true;
        stop();
    }

    public boolean isAbandoned() {
        return abandoned;
    }

    /** Waits a bounded time until its thread has ended. */
    public void awaitEnd() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isOver() {
        return !thread.isAlive();
    }
}
