package io.jenkins.plugins.kubesphere.devops.realjenkins;

import io.jenkins.plugins.kubesphere.devops.controlplane.FreePortFinder;
import io.jenkins.plugins.kubesphere.devops.controlplane.JvmBoundProcessCommand;
import io.jenkins.plugins.kubesphere.devops.engine.job.LoopbackRepositorySetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a Jenkins controller on 127.0.0.1 as a child process. Its home stays when the process ends. The process ends
 * when this JVM ends or is killed. The process ignores Ctrl-C on the terminal; this JVM handles Ctrl-C.
 */
public final class JenkinsController implements AutoCloseable {
    private static final int START_TIMEOUT_MINUTES = 3;
    private static final int LAST_LINES = 20;
    // Seconds after which Jenkins treats a shell step as lost. A step is lost if Jenkins is killed after it has read
    // and removed the result of the step, but before it has saved the result.
    private static final int HEARTBEAT_SECONDS = 20;

    /** Options with which Jenkins uses neither the network nor folders outside of its home. */
    private static final List<String> ISOLATION_OPTIONS = List.of(
            "-Djava.awt.headless=true",
            "-Djenkins.install.runSetupWizard=false",
            // Sets the default folders. A copied home may configure other folders, which belong to the original home.
            "-Djenkins.model.Jenkins.buildsDir=${ITEM_ROOTDIR}/builds",
            "-Djenkins.model.Jenkins.workspacesDir=${JENKINS_HOME}/workspace/${ITEM_FULL_NAME}",
            "-Djenkins.model.Jenkins.slaveAgentPort=-1",
            "-Djenkins.model.Jenkins.slaveAgentPortEnforce=true",
            "-Dhudson.model.UpdateCenter.never=true",
            "-Dhudson.model.DownloadService.never=true",
            "-Dhudson.model.UsageStatistics.disabled=true",
            "-Dhudson.DNSMultiCast.disabled=true");

    private final Path war;
    private final Path home;
    private final int port;
    private final Path log;
    private final Map<String, String> environment;
    private Process process;
    /** A client has a selector, which is open until it is collected: not each request has one of its own. */
    private volatile JenkinsHttpClient http;

    private JenkinsController(Path war, Path home, int port, Path log, Map<String, String> environment) {
        this.war = war;
        this.home = home;
        this.port = port;
        this.log = log;
        this.environment = environment;
        this.http = new JenkinsHttpClient(url());
    }

    /**
     * Creates a controller that is not started yet.
     *
     * @param home a complete home, with plugins and configuration
     * @param port a port on 127.0.0.1; 0 for any free port
     * @param log file to which the output of Jenkins is appended
     */
    public static JenkinsController create(Path war, Path home, int port, Path log) {
        return new JenkinsController(
                war, home.toAbsolutePath(), port == 0 ? FreePortFinder.find() : port, log, Map.of());
    }

    /** Returns the same controller with more variables of its environment. Call this before the first start. */
    public JenkinsController withEnvironment(Map<String, String> variables) {
        return new JenkinsController(war, home, port, log, variables);
    }

    /** Starts the process; returns at once. */
    public void start() throws IOException {
        // A session of the process before means nothing to this one.
        http = new JenkinsHttpClient(url());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(ISOLATION_OPTIONS);
        // The Git servers of trials and tests run on this machine.
        command.add("-D" + LoopbackRepositorySetting.PROPERTY + "=true");
        command.add(
                "-Dorg.jenkinsci.plugins.durabletask.BourneShellScript.HEARTBEAT_CHECK_INTERVAL=" + HEARTBEAT_SECONDS);
        command.add("-jar");
        command.add(war.toAbsolutePath().toString());
        command.add("--httpPort=" + port);
        command.add("--httpListenAddress=127.0.0.1");
        command.add("--webroot=" + home.resolve("war"));
        ProcessBuilder builder = new ProcessBuilder(JvmBoundProcessCommand.endingWithThisJvm("TERM", command));
        builder.environment().put("JENKINS_HOME", home.toString());
        // Otherwise JCasC would read the configuration of the user.
        builder.environment().remove("CASC_JENKINS_CONFIG");
        builder.environment().remove("KUBECONFIG");
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Waits until Jenkins answers.
     *
     * @throws IllegalStateException if Jenkins ends or does not answer in time; the message has the last lines of its
     *     log
     */
    public void awaitReady() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(START_TIMEOUT_MINUTES);
        while (!http().isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Jenkins " + (process.isAlive() ? "did not start in time" : "ended while it started")
                                + "; the last lines of " + log + ":\n" + lastLines());
            }
            pause();
        }
    }

    private String lastLines() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Jenkins", e);
        }
    }

    /** Kills the process with SIGKILL, so that it cannot react, and returns when it has ended. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Stops the process with SIGTERM, and returns when it has ended. */
    public void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    /** Id of the current or last process. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public Path home() {
        return home;
    }

    public JenkinsHomeFolder homeFolder() {
        return new JenkinsHomeFolder(home);
    }

    public Path log() {
        return log;
    }

    /** The output of all processes since the log was created. */
    public String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The client of the process that was started last. */
    public JenkinsHttpClient http() {
        return http;
    }

    @Override
    public void close() {
        kill();
    }
}
