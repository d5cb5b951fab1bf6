package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One life of a {@link KillTarget}, from its start to its kill. */
final class KillableProcess implements AutoCloseable {
    /** The next life waits until this one's Lease has run out. On a busy machine its holder may lose it. */
    static final Duration SHORT_LEASE = Duration.ofSeconds(2);

    /** Whoever holds it keeps it, until somebody takes it off. */
    static final Duration LONG_LEASE = Duration.ofHours(1);

    private final Process process;
    private final Path log;

    private KillableProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Begins one; returns at once.
     *
     * @param system where the Lease is
     * @param home id of the home
     * @param lease how long its Lease holds
     * @param log takes what it says on standard error, after what is there already
     */
    static KillableProcess begin(
            Path kubeconfig, Path state, String namespace, TestNamespace system, String home, Duration lease, Path log)
            throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It lives for seconds: what takes long to warm up is not worth it.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillTarget.class.getName(),
                        kubeconfig.toString(),
                        state.toString(),
                        namespace,
                        system.name(),
                        home,
                        Long.toString(lease.toSeconds())))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new KillableProcess(process, log);
    }

    /** Waits until the operator sees the cluster. */
    void awaitRunning() throws IOException {
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).as("what %s explains", log).isEqualTo(KillTarget.RUNNING);
    }

    /** Stops it like a machine that is too busy, with SIGSTOP: it does nothing, and does not know. */
    void pause() throws IOException {
        signal("STOP");
    }

    /** Lets it go on. */
    void resume() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while sending SIG" + name, e);
        }
    }

    /** Ends it with SIGKILL, which no line of it can see coming; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
