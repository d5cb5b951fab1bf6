package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.graph.InputQuestion;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs one build on its own thread. Other threads can stop the build and answer its inputs. */
public final class EmbeddedBuild {
    private static final int END_TIMEOUT_SECONDS = 10;

    /** The code that a build runs. */
    @FunctionalInterface
    public interface Script {
        /** Called once, on the thread of the build. */
        void run(EmbeddedBuild build) throws Exception;
    }

    private final BuildSettings settings;
    private final EmbeddedBuildLog log;
    private final ShellRunner shell;
    private final Script script;
    private final Consumer<BuildOutcome> onEnd;
    private final Thread thread;
    private final BlockInterrupt interrupt;
    private final PendingInputs inputs;
    private final BuildGraph graph;
    private final PauseGate pauseGate = new PauseGate();
    private final ThreadLocal<BlockContext> context = new ThreadLocal<>();

    /** Variables of the whole build. */
    private final Map<String, String> variables;

    private BuildOutcome worstOutcome = BuildOutcome.SUCCESS;
    private volatile boolean abandoned;
    private volatile boolean stopping;

    /**
     * @param onInputChange called on threads of the build when it starts or stops waiting for an input
     * @param onGraphChange called on threads of the build when it starts or ends a stage or step
     * @param onEnd called once, after everything else
     */
    public EmbeddedBuild(
            BuildSettings settings,
            Script script,
            Runnable onInputChange,
            Runnable onGraphChange,
            Consumer<BuildOutcome> onEnd) {
        this.settings = settings;
        this.script = script;
        this.onEnd = onEnd;
        inputs = new PendingInputs(onInputChange);
        graph = new BuildGraph(onGraphChange);
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
        interrupt = BlockInterrupt.of(thread);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        BlockContext rootContext = new BlockContext(this, interrupt, workspace());
        StepFailedException failure = null;
        try {
            log.writeLine("Started by " + settings.startedBy());
            rootContext.call(() -> {
                script.run(this);
                return null;
            });
        } catch (Throwable e) {
            // An Error also ends only this build.
            failure = rootContext.toFailure(e);
        }
        // After this, an interrupt cannot stop the build from writing the last line of its log.
        interrupt.end();
        Thread.interrupted();
        BuildOutcome end = failure == null ? worstOutcome() : failure.outcome().worseOf(worstOutcome());
        BuildOutcome outcome = new BuildOutcome(stopping ? RunResult.ABORTED : end.result(), log.mask(end.message()));
        try (log) {
            log.writeEnd(outcome, failure != null);
        } finally {
            graph.end(outcome.result());
            onEnd.accept(outcome);
        }
    }

    public BuildSettings settings() {
        return settings;
    }

    public EmbeddedBuildLog log() {
        return log;
    }

    public BuildGraph graph() {
        return graph;
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

    /** The context of the step that the calling thread runs. */
    public BlockContext context() {
        return context.get();
    }

    /** Sets the context of the calling thread, and returns the previous one. */
    BlockContext setContext(BlockContext newContext) {
        BlockContext previous = context.get();
        context.set(newContext);
        return previous;
    }

    /** The worst result that a step has set, such as {@code unstable}. Exceptions do not count. */
    public synchronized BuildOutcome worstOutcome() {
        return worstOutcome;
    }

    /** Makes the result at least as bad as the outcome. */
    synchronized void addOutcome(BuildOutcome outcome) {
        worstOutcome = worstOutcome.worseOf(outcome);
    }

    /**
     * Waits while the build is paused, and throws an exception if it was stopped. Call this before each step, so that
     * no more steps run.
     */
    void awaitNextStep() throws InterruptedException {
        pauseGate.await();
        if (abandoned || Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Waits for the answer to an input; returns true for "proceed". */
    boolean awaitAnswer(RunSnapshot.Input input) throws InterruptedException {
        graph.ask(Optional.of(
                new InputQuestion(input.id(), log.mask(input.message()), "Proceed", Optional.empty(), List.of())));
        try {
            return inputs.awaitAnswer(input);
        } finally {
            graph.ask(Optional.empty());
        }
    }

    /** The input that the build waits for, the oldest if there are several. */
    public Optional<RunSnapshot.Input> pendingInput() {
        return inputs.first().map(input -> new RunSnapshot.Input(input.id(), log.mask(input.message())));
    }

    /** Answers an input; returns false if the build does not wait for it. Call it with the lock of the engine held. */
    public boolean answer(String inputId, boolean proceed) {
        return inputs.answer(inputId, proceed);
    }

    /** Aborts the running steps. Then {@code post} runs; a second call aborts {@code post}. */
    public void stop() {
        // Sets the flag before the interrupt, because the thread of the build reads the flag after the interrupt.
        stopping = true;
        interrupt.interrupt();
        // Then post can run.
        pauseGate.setPaused(false);
    }

    /** Lets no next step start, until this is called with false. */
    public void setPaused(boolean paused) {
        pauseGate.setPaused(paused);
    }

    public boolean isPaused() {
        return pauseGate.isPaused();
    }

    /** True after a stop; {@code post} may still run. */
    public boolean isStopping() {
        return stopping;
    }

    /** Stops the build without {@code post} and without a record of its end. */
    public void abandon() {
        abandoned = true;
        stop();
    }

    public boolean isAbandoned() {
        return abandoned;
    }

    /** Waits until the thread of the build has ended, for a limited time. */
    public void awaitEnd() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(END_TIMEOUT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean hasEnded() {
        return !thread.isAlive();
    }
}
