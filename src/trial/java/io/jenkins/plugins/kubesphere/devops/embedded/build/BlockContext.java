package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Where a step runs: its variables, its folder, its stage, and what can end it. A context lies within another; each thread
 * of a build has its own, see {@link EmbeddedBuild#context()}.
 */
public final class BlockContext {
    private final EmbeddedBuild build;
    private final BlockContext outer;
    private final Map<String, String> variables;
    private final Path folder;
    private final String stage;
    private final BlockInterrupt interruption;

    /** The worst that steps of this stage set, those of stages within it too. Guarded by this. */
    private Result stageResult = Result.SUCCESS;

    BlockContext(EmbeddedBuild build, BlockInterrupt interruption, Path folder) {
        this(build, null, Map.of(), folder, null, interruption);
    }

    private BlockContext(
            EmbeddedBuild build,
            BlockContext outer,
            Map<String, String> variables,
            Path folder,
            String stage,
            BlockInterrupt interruption) {
        this.build = build;
        this.outer = outer;
        this.variables = variables;
        this.folder = folder;
        this.stage = stage;
        this.interruption = interruption;
    }

    /** @param more variables visible inside; the map may still be filled by the same thread */
    public BlockContext withVariables(Map<String, String> more) {
        return new BlockContext(build, this, more, folder, null, interruption);
    }

    public BlockContext inFolder(Path inner) {
        return new BlockContext(build, this, Map.of(), inner, null, interruption);
    }

    public BlockContext inStage(String name) {
        return new BlockContext(build, this, Map.of(), folder, name, interruption);
    }

    public BlockContext endedBy(BlockInterrupt inner) {
        return new BlockContext(build, this, Map.of(), folder, null, inner);
    }

    /** Runs a part of the build within this context, on the calling thread. */
    public <T> T call(Callable<T> part) throws Exception {
        BlockContext before = build.enter(this);
        try {
            return part.call();
        } finally {
            build.enter(before);
        }
    }

    public EmbeddedBuild build() {
        return build;
    }

    public EmbeddedBuildLog log() {
        return build.log();
    }

    public BlockInterrupt interruption() {
        return interruption;
    }

    /** The current folder, in the workspace; it need not be there. */
    public Path folder() {
        return folder;
    }

    /** What a shell would see as this environment variable: one of the build, else of the engine's process, else null. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value != null) {
            return value;
        }
        if (outer != null) {
            return outer.variable(name);
        }
        String ofBuild = build.variables().get(name);
        return ofBuild == null ? System.getenv(name) : ofBuild;
    }

    /** All environment variables that the build sets. */
    public Map<String, String> variables() {
        Map<String, String> all = outer == null ? new HashMap<>(build.variables()) : outer.variables();
        all.putAll(variables);
        return all;
    }

    /** Sets a variable for the whole build, as {@code env.X =} does; null takes it away. */
    public void setVariable(String name, String value) {
        if (value == null) {
            build.variables().remove(name);
        } else {
            build.variables().put(name, value);
        }
    }

    /**
     * A file of the workspace.
     *
     * @param path relative to the current folder
     * @throws StepFailedException if it lies outside the workspace, also by a symbolic link
     */
    public Path file(String path) throws IOException {
        Path workspace = Files.createDirectories(build.workspace());
        Path file = folder.resolve(path).normalize();
        Path there = file;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        boolean leadsNowhere = !Files.exists(there);
        if (!file.startsWith(workspace) || leadsNowhere || !there.toRealPath().startsWith(workspace.toRealPath())) {
            throw StepFailedException.failed("\"" + path
                    + "\" lies outside the workspace; the embedded engine only uses files inside the workspace");
        }
        return file;
    }

    /** Runs a script to its end in the current folder. */
    public ShellRunner.Exit shell(String script, Map<String, String> more, boolean keepOutput)
            throws IOException, InterruptedException {
        Map<String, String> environment = variables();
        environment.putAll(more);
        Files.createDirectories(folder);
        return build.shell().run(script, environment, folder, keepOutput);
    }

    /** Asks a person, and waits for the answer. */
    public boolean ask(RunSnapshot.Input input) throws InterruptedException {
        return build.ask(input);
    }

    /** Before each step: what is stopped runs none. */
    public void checkStopped() throws InterruptedException {
        build.checkStopped();
    }

    /** Makes the result of the whole build at least as bad as that. */
    public void setBuildResult(BuildOutcome outcome) {
        BuildOutcome named = outcome;
        for (BlockContext around = this; around != null; around = around.outer) {
            named = around.stage == null ? named : named.inStage(around.stage);
        }
        build.setResult(named);
    }

    /** Makes the result of the stages around the step at least as bad as that. */
    public void setStageResult(Result result) {
        synchronized (this) {
            if (result.compareTo(stageResult) > 0) {
                stageResult = result;
            }
        }
        if (outer != null) {
            outer.setStageResult(result);
        }
    }

    public synchronized Result stageResult() {
        return stageResult;
    }

    /** Why a part of the build ended, whatever it threw. */
    public StepFailedException failure(Throwable end) {
        if (end instanceof StepFailedException failure) {
            return failure;
        }
        if (interruption.hasArrived() || isInterrupted(end)) {
            interruption.notice();
            return StepFailedException.interrupted("stopped");
        }
        String message =
                Objects.requireNonNullElse(end.getMessage(), end.getClass().getName());
        return StepFailedException.failed(BuildOutcome.brief(message));
    }

    /** Groovy wraps what a closure throws. */
    private static boolean isInterrupted(Throwable end) {
        return end instanceof InterruptedException || end.getCause() instanceof InterruptedException;
    }
}
