package io.jenkins.plugins.kubesphere.devops.realjenkins;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a Jenkins controller on 127.0.0.1 as a child process. Its home stays when the process ends. The process ends
 * when this JVM ends or is killed. It ignores Ctrl-C on the terminal; this JVM handles it.
 */
public final class JenkinsController implements AutoCloseable {
    private static final int START_TIMEOUT_MINUTES = 3;
    private static final int LAST_LINES = 20;
    // Seconds after which Jenkins treats a shell step as lost. A step is lost if Jenkins is killed after it has read
    // and removed the result of the step, but before it has saved the result.
    private static final int HEARTBEAT_SECONDS = 20;

    /**
     * Starts a shell in the background, then replaces itself with Jenkins. The shell reads standard input, to which
     * this JVM never writes. The input ends when this JVM ends; the shell then stops Jenkins with SIGTERM. A command in
     * the background has no standard input, so the shell reads descriptor 3.
     */
    private static final String LAUNCH_SCRIPT = "trap '' INT; exec 3<&0;"
            + " (read -r nothing <&3; kill $$ 2>/dev/null) >/dev/null 2>&1 & exec \"$@\" </dev/null 3<&-";

    private final Path war;
    private final Path home;
    private final int port;
    private final Path log;
    private Process process;

    private JenkinsController(Path war, Path home, int port, Path log) {
        this.war = war;
        this.home = home;
        this.port = port;
        this.log = log;
    }

    /**
     * Creates a controller that is not started yet.
     *
     * @param home a complete home, with plugins and configuration
     * @param port a port on 127.0.0.1; 0 for any free port
     * @param log file to which the output of Jenkins is appended
     */
    public static JenkinsController at(Path war, Path home, int port, Path log) throws IOException {
        return new JenkinsController(war, home.toAbsolutePath(), port == 0 ? freePort() : port, log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts the process; returns at once. */
    public void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh",
                "-c",
                LAUNCH_SCRIPT,
                "jenkins",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Djenkins.install.runSetupWizard=false",
                // Sets the default folders. A copied home may configure other folders, which belong to the original
                // home.
                "-Djenkins.model.Jenkins.buildsDir=${ITEM_ROOTDIR}/builds",
                "-Djenkins.model.Jenkins.workspacesDir=${JENKINS_HOME}/workspace/${ITEM_FULL_NAME}",
                "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                "-Djenkins.model.Jenkins.slaveAgentPortEnforce=true",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Dhudson.model.DownloadService.never=true",
                "-Dhudson.model.UsageStatistics.disabled=true",
                "-Dhudson.DNSMultiCast.disabled=true",
                "-Dorg.jenkinsci.plugins.durabletask.BourneShellScript.HEARTBEAT_CHECK_INTERVAL=" + HEARTBEAT_SECONDS,
                "-jar",
                war.toAbsolutePath().toString(),
                "--httpPort=" + port,
                "--httpListenAddress=127.0.0.1",
                "--webroot=" + home.resolve("war"));
        builder.environment().put("JENKINS_HOME", home.toString());
        // Otherwise JCasC would read the configuration of the user.
        builder.environment().remove("CASC_JENKINS_CONFIG");
        builder.environment().remove("KUBECONFIG");
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
    public void awaitUp() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(START_TIMEOUT_MINUTES);
        while (!http().isUp()) {
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

    public JenkinsHttpClient http() {
        return new JenkinsHttpClient(url());
    }

    /**
     * Returns the path of a job, with a slash at its end. A branch has the name of its job, such as {@code feat%2Fx}.
     */
    public static String path(JobName job) {
        return "job/" + job.folder() + "/job/" + job.job() + "/"
                + (job.hasBranch() ? "job/" + URLEncoder.encode(job.branch(), StandardCharsets.UTF_8) + "/" : "");
    }

    /** Reads the builds of a job from disk. */
    public BuildRecords builds(JobName job) {
        return new BuildRecords(folder(job).resolve("builds"));
    }

    /** @param plugin short name of the plugin */
    public boolean hasPlugin(String plugin) {
        return Files.exists(home.resolve("plugins").resolve(plugin + ".jpi"));
    }

    public boolean hasJob(JobName job) {
        return Files.exists(folder(job).resolve("config.xml"));
    }

    /** Reads the config.xml of a job from disk. */
    public String document(JobName job) {
        try {
            return Files.readString(folder(job).resolve("config.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(JobName job) {
        Path folder = home.resolve("jobs").resolve(job.folder()).resolve("jobs").resolve(job.job());
        return job.hasBranch() ? branchFolder(folder.resolve("branches"), job.branch()) : folder;
    }

    /** Finds the folder of a branch by its config.xml, because the name of the folder is not that of the branch. */
    private static Path branchFolder(Path branches, String name) {
        String head = "<name>" + URLDecoder.decode(name, StandardCharsets.UTF_8) + "</name>";
        try (Stream<Path> folders = Files.list(branches)) {
            for (Path folder : folders.toList()) {
                if (Files.readString(folder.resolve("config.xml")).contains(head)) {
                    return folder;
                }
            }
        } catch (NoSuchFileException e) {
            // Jenkins has not found a branch yet.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return branches.resolve("none");
    }

    @Override
    public void close() {
        kill();
    }
}
