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
 * Runs the control plane of this repository (src/trial/control-plane) as a child process: a real API server with its
 * store and four controllers. It can be stopped, killed and started again. Data, address, certificates and tokens are
 * kept, so a client that was connected before a restart finds the same cluster. The process ends when this JVM ends or
 * is killed.
 */
public final class ControlPlane implements KubernetesCluster {
    private static final long STOP_SECONDS = 20;

    private final Path folder;
    private int port;
    private Process process;

    private ControlPlane(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * Creates a control plane that is not started yet. It uses any free port, and keeps it between starts. The folder
     * is created if it does not exist.
     */
    public static ControlPlane inFolder(Path folder) {
        return inFolder(folder, 0);
    }

    /** Creates a control plane that is not started yet, on a port of 127.0.0.1. */
    public static ControlPlane inFolder(Path folder, int port) {
        return new ControlPlane(folder, port);
    }

    /**
     * Starts the process, and returns when the API and the controllers work. That takes two to three seconds. The
     * very first start takes minutes, because it builds the program.
     *
     * @return this
     * @throws IllegalStateException if it is already running or does not start: the port or the folder is in use, or
     *     the program cannot be built
     */
    public synchronized ControlPlane start() {
        if (isRunning()) {
            throw new IllegalStateException("The control plane in " + folder + " is running already");
        }
        String program = GoProgramBuilder.build("control-plane").toString();
        try {
            process = new ProcessBuilder(List.of(
                            program, "--dir", folder.toString(), "--port", Integer.toString(port), "--stop-on-eof"))
                    .start();
            // This JVM never writes to the standard input of the process. The input ends when this JVM ends; the
            // process then stops.
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            if (line == null) {
                String reason = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                throw new IllegalStateException("The control plane in " + folder + " does not start: " + reason);
            }
            port = URI.create(line.substring(line.indexOf(' ') + 1)).getPort();
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run " + program, e);
        }
    }

    /** Stops the process with SIGTERM, and returns when it has ended. Does nothing if it is not running. */
    public synchronized void stop() {
        if (isRunning()) {
            process.destroy();
            awaitEnd();
        }
    }

    /**
     * Kills the process with SIGKILL, as in a crash, and returns when it has ended. After the next start, all
     * acknowledged writes still exist.
     */
    public synchronized void kill() {
        if (isRunning()) {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    /** Stops the process, and starts it again with the same address and data. */
    public synchronized void restart() {
        stop();
        start();
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The port on 127.0.0.1; 0 before the first start if any free port is used. */
    public synchronized int port() {
        return port;
    }

    /** Returns the kubeconfig. It is available after the first start, also while the process is stopped. */
    @Override
    public String kubeconfig() {
        try {
            return Files.readString(folder.resolve("kubeconfig"));
        } catch (IOException e) {
            throw new IllegalStateException("The control plane in " + folder + " has no kubeconfig; start it first", e);
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
