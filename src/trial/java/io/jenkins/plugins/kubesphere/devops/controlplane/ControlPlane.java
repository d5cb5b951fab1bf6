package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The control plane of this repository (src/trial/control-plane) as a child process: a real API server with its store and four
 * controllers. It can be stopped, killed and started again: data, address, certificates and tokens stay, so that a client that was
 * connected before finds the same cluster again. It ends with this JVM, also when that is killed.
 */
public final class ControlPlane implements Cluster {
    private static final long STOP_SECONDS = 20;

    private final Path directory;
    private int port;
    private Process process;

    private ControlPlane(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** One that is not started yet, on a free port that it keeps between starts. The folder is made if it is absent. */
    public static ControlPlane in(Path directory) {
        return in(directory, 0);
    }

    /** One that is not started yet, on that port of 127.0.0.1. */
    public static ControlPlane in(Path directory, int port) {
        return new ControlPlane(directory, port);
    }

    /**
     * Returns once the API and its controllers work, usually after two to three seconds, in the very first run after minutes.
     *
     * @return this
     * @throws IllegalStateException if it runs already or does not start: port taken, folder in use, program not buildable
     */
    public synchronized ControlPlane start() {
        if (running()) {
            throw new IllegalStateException("The control plane in " + directory + " is running already");
        }
        String program = Checkout.program("control-plane").toString();
        try {
            process = new ProcessBuilder(List.of(
                            program, "--dir", directory.toString(), "--port", Integer.toString(port), "--stop-on-eof"))
                    .start();
            // Nothing is ever written to its standard input. The end of it tells the process that this JVM is gone.
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            if (line == null) {
                String reason = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                throw new IllegalStateException("The control plane in " + directory + " does not start: " + reason);
            }
            port = URI.create(line.substring(line.indexOf(' ') + 1)).getPort();
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run " + program, e);
        }
    }

    /** Ends it in good order and returns when it is gone. Nothing happens if it does not run. */
    public synchronized void stop() {
        if (running()) {
            process.destroy();
            awaitEnd();
        }
    }

    /** Ends it like a crash (SIGKILL) and returns when it is gone. What it had acknowledged is still there after a start. */
    public synchronized void kill() {
        if (running()) {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    /** Stops it and starts it on the same address with the same data. */
    public synchronized void restart() {
        stop();
        start();
    }

    public synchronized boolean running() {
        return process != null && process.isAlive();
    }

    /** The port on 127.0.0.1; 0 before the first start of one on a free port. */
    public synchronized int port() {
        return port;
    }

    /** Valid after the first start, also while it is stopped. */
    @Override
    public String kubeconfig() {
        try {
            return Files.readString(directory.resolve("kubeconfig"));
        } catch (IOException e) {
            throw new IllegalStateException("The control plane in " + directory + " was never started", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
