package io.jenkins.plugins.kubesphere.devops.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process and its descendants, as it stands on disk while it runs.
 *
 * @param pid its number, which the system gives to another process later
 * @param startedAt when it started, which tells the two apart
 */
record ProcessTree(long pid, Instant startedAt) {
    private static final Duration CLOCK_STEP = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 2;

    static ProcessTree of(Process process) {
        return new ProcessTree(
                process.pid(), process.toHandle().info().startInstant().orElse(Instant.EPOCH));
    }

    /** Asks all to end, and ends those that do not. A process that only has the same number is left alone. */
    void kill() {
        Optional<ProcessHandle> root = ProcessHandle.of(pid).filter(this::isTheOne);
        if (root.isEmpty()) {
            return;
        }
        List<ProcessHandle> tree =
                Stream.concat(root.stream(), root.get().descendants()).toList();
        tree.forEach(ProcessHandle::destroy);
        CompletableFuture<?> all =
                CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            killNow(tree);
        } catch (InterruptedException e) {
            killNow(tree);
            Thread.currentThread().interrupt();
        }
    }

    private static void killNow(List<ProcessHandle> tree) {
        Stream.concat(tree.stream(), tree.stream().flatMap(ProcessHandle::descendants))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private boolean isTheOne(ProcessHandle candidate) {
        return candidate
                .info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_STEP) <= 0)
                .orElse(false);
    }
}
