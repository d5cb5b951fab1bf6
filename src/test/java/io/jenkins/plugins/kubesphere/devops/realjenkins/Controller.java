package io.jenkins.plugins.kubesphere.devops.realjenkins;

import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Jenkins controller on 127.0.0.1 with our plugin, configured by JCasC, without security: nobody else can reach it. Its
 * home stays when the process ends, however that ends.
 */
public final class Controller implements AutoCloseable {
    private static final int PATIENCE_MINUTES = 3;
    private static final String CASC = "jenkins.yaml";
    // A shell step whose result Jenkins has read and removed, but not yet noted when it was killed, counts as lost
    // after this time.
    private static final int HEARTBEAT_SECONDS = 20;

    private final JenkinsFiles files;
    private final Path home;
    private final int port;
    private final Thread atExit = new Thread(this::kill);
    private Process process;

    private Controller(JenkinsFiles files, Path home, int port) {
        this.files = files;
        this.home = home;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Puts a controller together; it does not run yet.
     *
     * @param home an empty folder, or the copy of a home
     * @param kubeconfig file by which the plugin reaches the cluster
     * @param namespaces that it serves; empty for all
     * @param systemNamespace where its Lease is
     */
    public static Controller install(
            JenkinsFiles files, Path home, Path kubeconfig, List<String> namespaces, String systemNamespace)
            throws IOException {
        Files.createDirectories(home);
        files.install(home);
        Files.writeString(home.resolve(CASC), casc(kubeconfig, namespaces, systemNamespace));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Controller(files, home, free.getLocalPort());
        }
    }

    private static String casc(Path kubeconfig, List<String> namespaces, String systemNamespace) {
        return """
                jenkins:
                  numExecutors: 8
                unclassified:
                  kubesphereDevOps:
                    enabled: true
                    cluster:
                      kubeconfigFile:
                        path: "%s"
                    namespaces: [%s]
                    systemNamespace: "%s"
                """.formatted(kubeconfig.toAbsolutePath(), String.join(", ", namespaces), systemNamespace);
    }

    /** Starts the process; returns at once. */
    public void begin() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Djenkins.install.runSetupWizard=false",
                "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                "-Djenkins.model.Jenkins.slaveAgentPortEnforce=true",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Dhudson.model.DownloadService.never=true",
                "-Dhudson.model.UsageStatistics.disabled=true",
                "-Dhudson.DNSMultiCast.disabled=true",
                "-Dorg.jenkinsci.plugins.durabletask.BourneShellScript.HEARTBEAT_CHECK_INTERVAL=" + HEARTBEAT_SECONDS,
                "-jar",
                files.war().toAbsolutePath().toString(),
                "--httpPort=" + port,
                "--httpListenAddress=127.0.0.1",
                "--webroot=" + home.resolve("war"));
        builder.environment().put("JENKINS_HOME", home.toString());
        builder.environment().put("CASC_JENKINS_CONFIG", home.resolve(CASC).toString());
        builder.environment().remove("KUBECONFIG");
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    /** Waits until it answers. */
    public void awaitUp() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (!http().isUp()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("Jenkins does not come up; see " + log());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
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
        process.destroy();
        process.onExit().join();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public Path home() {
        return home;
    }

    public Path log() {
        return home.resolve("jenkins.log");
    }

    /** Everything it has said, in all its lives. */
    public String said() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
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

    /** The builds of a job as they lie on disk. */
    public BuildRecords builds(JobName job) {
        return new BuildRecords(folder(job).resolve("builds"));
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
        return home.resolve("jobs").resolve(job.folder()).resolve("jobs").resolve(job.job());
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
