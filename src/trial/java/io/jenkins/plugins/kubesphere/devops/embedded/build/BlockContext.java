package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * The context in which a step runs: variables, current folder, stage, and the interrupt that can end the step. Contexts
 * are nested. Each thread of a build has a current one, see {@link EmbeddedBuild#context()}.
 */
public final class BlockContext {
    private final EmbeddedBuild build;
    private final BlockContext outer;
    private final Map<String, String> variables;
    private final Path workingDirectory;
    private final String stage;
    private final BlockInterrupt interrupt;

    /** The worst result that a step of this stage or of a nested stage has set. Guarded by this. */
    private RunResult stageResult = RunResult.SUCCESS;

    BlockContext(EmbeddedBuild build, BlockInterrupt interrupt, Path workingDirectory) {
        this(build, null, Map.of(), workingDirectory, null, interrupt);
    }

    private BlockContext(
            EmbeddedBuild build,
            BlockContext outer,
            Map<String, String> variables,
            Path workingDirectory,
            String stage,
            BlockInterrupt interrupt) {
        this.build = build;
        this.outer = outer;
        this.variables = variables;
        this.workingDirectory = workingDirectory;
        this.stage = stage;
        this.interrupt = interrupt;
    }

    /**
     * @param variables variables of the nested context, in addition to those of this one. The map is not copied: the
     *     thread that runs the block may add entries later
     */
    public BlockContext withVariables(Map<String, String> variables) {
        return new BlockContext(build, this, variables, workingDirectory, null, interrupt);
    }

    public BlockContext withWorkingDirectory(Path workingDirectory) {
        return new BlockContext(build, this, Map.of(), workingDirectory, null, interrupt);
    }

    public BlockContext withStage(String name) {
        return new BlockContext(build, this, Map.of(), workingDirectory, name, interrupt);
    }

    public BlockContext withInterrupt(BlockInterrupt interrupt) {
        return new BlockContext(build, this, Map.of(), workingDirectory, null, interrupt);
    }

    /** Runs a part of the build in this context, on the calling thread. */
    public <T> T call(Callable<T> part) throws Exception {
        BlockContext previous = build.setContext(this);
        try {
            return part.call();
        } finally {
            build.setContext(previous);
        }
    }

    public EmbeddedBuild build() {
        return build;
    }

    public EmbeddedBuildLog log() {
        return build.log();
    }

    public BlockInterrupt interrupt() {
        return interrupt;
    }

    /** The current folder, in the workspace; it may not exist yet. */
    public Path workingDirectory() {
        return workingDirectory;
    }

    /**
     * Returns the environment variable that a shell would see: that of the build, otherwise that of this process,
     * otherwise null.
     */
    public String variable(String name) {
        String value = variables.get(name);
        if (value != null) {
            return value;
        }
        if (outer != null) {
            return outer.variable(name);
        }
        String buildValue = build.variables().get(name);
        return buildValue == null ? System.getenv(name) : buildValue;
    }

    /** All environment variables that the build sets. */
    public Map<String, String> variables() {
        Map<String, String> all = outer == null ? new HashMap<>(build.variables()) : outer.variables();
        all.putAll(variables);
        return all;
    }

    /** Sets a variable for the whole build, as {@code env.X =} does; null removes it. */
    public void setVariable(String name, String value) {
        if (value == null) {
            build.variables().remove(name);
        } else {
            build.variables().put(name, value);
        }
    }

    /**
     * Returns a file of the workspace. The file may not exist yet.
     *
     * @param path relative to the current folder
     * @throws StepFailedException if the file is outside the workspace, also if a symbolic link leads there
     */
    public Path resolveInWorkspace(String path) throws IOException {
        Path workspace = Files.createDirectories(build.workspace());
        Path file = workingDirectory.resolve(path).normalize();
        Path existing = file;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        boolean isBrokenLink = !Files.exists(existing);
        if (!file.startsWith(workspace)
                || isBrokenLink
                || !existing.toRealPath().startsWith(workspace.toRealPath())) {
            throw StepFailedException.failed("\"" + path
                    + "\" is outside the workspace; the embedded engine uses only files inside the workspace");
        }
        return file;
    }

    /**
     * Runs a shell script in the current folder, and waits for its end.
     *
     * @param added environment variables in addition to those of the build
     * @param keepOutput true to return the standard output; if false, it goes to the log
     */
    public ShellRunner.ShellResult runShell(String script, Map<String, String> added, boolean keepOutput)
            throws IOException, InterruptedException {
        Map<String, String> environment = variables();
        environment.putAll(added);
        Files.createDirectories(workingDirectory);
        return build.shell().run(script, environment, workingDirectory, keepOutput);
    }

    /** Waits for the answer to an input; returns true for "proceed". */
    public boolean awaitAnswer(RunSnapshot.Input input) throws InterruptedException {
        return build.awaitAnswer(input);
    }

    /**
     * Waits while the build is paused, and throws an exception if this part of it was stopped. Call this before each
     * step, so that no more steps run.
     */
    public void awaitNextStep() throws InterruptedException {
        build.awaitNextStep();
    }

    /** Makes the result of the whole build at least as bad as the outcome. The message names the stages. */
    public void setBuildResult(BuildOutcome outcome) {
        BuildOutcome named = outcome;
        for (BlockContext current = this; current != null; current = current.outer) {
            named = current.stage == null ? named : named.inStage(current.stage);
        }
        build.addOutcome(named);
    }

    /** Makes the result of the enclosing stages at least as bad as the given one. */
    public void setStageResult(RunResult result) {
        synchronized (this) {
            if (result.compareTo(stageResult) > 0) {
                stageResult = result;
            }
        }
        if (outer != null) {
            outer.setStageResult(result);
        }
    }

    public synchronized RunResult stageResult() {
        return stageResult;
    }

    /**
     * Converts any exception of a part of the build. If an interrupt caused the exception, marks the interrupt as
     * handled.
     */
    public StepFailedException toFailure(Throwable thrown) {
        if (thrown instanceof StepFailedException failure) {
            return failure;
        }
        if (interrupt.isRequested() || isInterrupted(thrown)) {
            interrupt.markHandled();
            return StepFailedException.interrupted("stopped");
        }
        String message = Objects.requireNonNullElse(
                thrown.getMessage(), thrown.getClass().getName());
        return StepFailedException.failed(BuildOutcome.shorten(message));
    }

    /** Also looks at the cause, because Groovy wraps the exceptions of a closure. */
    private static boolean isInterrupted(Throwable thrown) {
        return thrown instanceof InterruptedException || thrown.getCause() instanceof InterruptedException;
    }
}
