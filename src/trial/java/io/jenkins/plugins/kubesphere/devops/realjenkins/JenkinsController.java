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
 * A Jenkins controller on 127.0.0.1, as a child process. Its home stays when the process ends, however that ends. It ends
 * with this JVM, also when that is killed, and does not hear of a Ctrl-C on the terminal: who started it ends it.
 */
public final class JenkinsController implements AutoCloseable {
    private static final int TIMEOUT_MINUTES = 3;
    private static final int LAST_LINES = 20;
    // A shell step whose result Jenkins has read and removed, but not yet noted when it was killed, counts as lost
    // after this time.
    private static final int HEARTBEAT_SECONDS = 20;

    /**
     * Becomes Jenkins, and leaves a shell behind that waits for the end of standard input, to which nothing is ever written.
     * A background command has no standard input of its own, hence descriptor 3.
     */
    private static final String LAUNCH = "trap '' INT; exec 3<&0;"
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
     * A controller on a home that has everything it needs; it does not run yet.
     *
     * @param port of 127.0.0.1; 0 for a free one
     * @param log file to which its output is appended
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
    public void begin() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh",
                "-c",
                LAUNCH,
                "jenkins",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Djenkins.install.runSetupWizard=false",
                // Both are the default. A copied home may name folders outside of it, which are those of the original.
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
        // The one that JCasC takes if nobody names another.
        builder.environment().remove("CASC_JENKINS_CONFIG");
        builder.environment().remove("KUBECONFIG");
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Waits until it answers.
     *
     * @throws IllegalStateException if it does not; the message carries the end of its log
     */
    public void awaitUp() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(TIMEOUT_MINUTES);
        while (!http().isUp()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Jenkins " + (process.isAlive() ? "does not come up" : "ended while it started")
                                + "; the last lines of " + log + ":\n" + lastLines());
            }
            pause();
        }
    }

    private String lastLines() {
        List<String> lines = said().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it waited for Jenkins", e);
        }
    }

    /** Ends the process with SIGKILL, which no line of it can see coming; returns when it is gone. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Ends the process as an orderly shutdown does (SIGTERM). */
    public void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    /** Number of the process in its current life. */
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

    /** Everything it has said, in all its lives. */
    public String said() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public JenkinsHttp http() {
        return new JenkinsHttp(url());
    }

    /** The path of a job, with a slash at its end; a branch is named by its job, {@code feat%2Fx}. */
    public static String path(JobName job) {
        return "job/" + job.folder() + "/job/" + job.job() + "/"
                + (job.namesBranch() ? "job/" + URLEncoder.encode(job.branch(), StandardCharsets.UTF_8) + "/" : "");
    }

    /** The builds of a job as they lie on disk. */
    public BuildRecords builds(JobName job) {
        return new BuildRecords(folder(job).resolve("builds"));
    }

    /** @param plugin its short name */
    public boolean hasPlugin(String plugin) {
        return Files.exists(home.resolve("plugins").resolve(plugin + ".jpi"));
    }

    public boolean hasJob(JobName job) {
        return Files.exists(folder(job).resolve("config.xml"));
    }

    /** The job's document as it lies on disk. */
    public String document(JobName job) {
        try {
            return Files.readString(folder(job).resolve("config.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(JobName job) {
        Path folder = home.resolve("jobs").resolve(job.folder()).resolve("jobs").resolve(job.job());
        return job.namesBranch() ? branch(folder.resolve("branches"), job.branch()) : folder;
    }

    /** The folder of a branch has a name of its own; what branch it is, its document says. */
    private static Path branch(Path branches, String name) {
        String head = "<name>" + URLDecoder.decode(name, StandardCharsets.UTF_8) + "</name>";
        try (Stream<Path> folders = Files.list(branches)) {
            for (Path folder : folders.toList()) {
                if (Files.readString(folder.resolve("config.xml")).contains(head)) {
                    return folder;
                }
            }
        } catch (NoSuchFileException e) {
            // None has been found yet.
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
