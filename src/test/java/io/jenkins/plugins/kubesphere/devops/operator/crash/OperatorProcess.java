package io.jenkins.plugins.kubesphere.devops.operator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process of {@link OperatorProcessMain} that a test starts, pauses and kills. */
final class OperatorProcess implements AutoCloseable {
    /**
     * Duration of a Lease that expires soon, so that the next process does not wait long. On a busy machine, its holder
     * may lose it.
     */
    static final Duration SHORT_LEASE = Duration.ofSeconds(2);

    /** Duration of a Lease that its holder keeps until the test releases it. */
    static final Duration LONG_LEASE = Duration.ofHours(1);

    private final Process process;
    private final Path log;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process and returns at once.
     *
     * @param system namespace of the Lease
     * @param instanceId instance id
     * @param lease duration of the Lease
     * @param log file to which standard error is appended
     */
    static OperatorProcess start(
            Path kubeconfig,
            Path state,
            String namespace,
            TestNamespace system,
            String instanceId,
            Duration lease,
            Path log)
            throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // The process runs for seconds only, so optimizations with a long warm-up are off.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OperatorProcessMain.class.getName(),
                        kubeconfig.toString(),
                        state.toString(),
                        namespace,
                        system.name(),
                        instanceId,
                        Long.toString(lease.toSeconds())))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new OperatorProcess(process, log);
    }

    /** Waits until the operator is connected to the cluster. */
    void awaitRunning() throws IOException {
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).as("output; errors are in %s", log).isEqualTo(OperatorProcessMain.RUNNING);
    }

    /** Pauses the process with SIGSTOP. As on an overloaded machine, the process does not notice the pause. */
    void pause() throws IOException {
        signal("STOP");
    }

    /** Continues the process. */
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

    /** Kills the process with SIGKILL, which it cannot handle, and waits until it has ended. */
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
