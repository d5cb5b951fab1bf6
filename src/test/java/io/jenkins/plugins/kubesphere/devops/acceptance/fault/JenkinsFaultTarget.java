package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real controller with our plugin. The jobs in its home, with their builds, have a small disk of their own. */
final class JenkinsFaultTarget implements FaultTarget {
    private static final String DELAY_PROPERTY =
            "io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener.AbandonedBuildListener.delaySeconds";

    private final FaultyApiServer apiServer;
    private final JenkinsController controller;
    private final TemporaryDisk disk;
    private final Optional<SteppableClock> clock;
    private final Path folder;
    private final String namespace;

    /** @param folder an empty folder whose path needs no quotes in a shell */
    JenkinsFaultTarget(JenkinsDistribution files, Config server, Path folder, String namespace, TestNamespace system)
            throws IOException {
        this.apiServer = new FaultyApiServer(server);
        this.folder = folder;
        this.namespace = namespace;
        Files.createDirectory(gateFolder());
        disk = new TemporaryDisk(Files.createDirectories(folder.resolve("home/jobs")));
        clock = SteppableClock.compile(Files.createDirectory(folder.resolve("clock")));
        controller = JenkinsControllerInstaller.install(
                        files,
                        folder.resolve("home"),
                        Files.writeString(folder.resolve("kubeconfig"), apiServer.kubeconfig()),
                        List.of(namespace),
                        system.name())
                .withEnvironment(clock.map(SteppableClock::environment).orElse(Map.of()));
    }

    @Override
    public void start() {
        try {
            controller.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        controller.awaitReady();
    }

    @Override
    public void kill() {
        controller.kill();
    }

    @Override
    public FaultyApiServer apiServer() {
        return apiServer;
    }

    @Override
    public Optional<String> lacks(RunState state, Fault fault) {
        return switch (fault) {
            case CLOCK_STEP, CLOCK_STEP_BACK ->
                clock.isPresent() ? Optional.empty() : Optional.of("needs a C compiler named cc");
            case DISK_FULL ->
                disk.isMounted() ? Optional.empty() : Optional.of("needs the right to mount a file system");
            default -> Optional.empty();
        };
    }

    @Override
    public void stepClock(Duration fromRealTime) {
        clock.orElseThrow().step(fromRealTime);
        Duration seen = Duration.between(Instant.now(), now());
        assertThat(seen).as("what Jenkins sees of the step").isCloseTo(fromRealTime, Duration.ofMinutes(1));
    }

    /** The time in the JVM of the controller. */
    private Instant now() {
        String printed = controller.http().runScript("println System.currentTimeMillis()");
        return Instant.ofEpochMilli(Long.parseLong(printed.strip()));
    }

    @Override
    public void setDiskFull(boolean full) {
        if (full) {
            disk.fill();
        } else {
            disk.free();
        }
    }

    @Override
    public void setListenersThrow(boolean fail) {
        if (fail) {
            controller.http().runScript("System.setProperty('" + DELAY_PROPERTY + "', '130')");
            ThrowingExtensions.addListeners(controller.http());
        } else {
            ThrowingExtensions.removeAll(controller.http());
        }
    }

    @Override
    public void setLogsThrow(boolean fail) {
        if (fail) {
            ThrowingExtensions.addLogStore(controller.http());
        } else {
            ThrowingExtensions.removeAll(controller.http());
        }
    }

    @Override
    public boolean hasMet(Fault fault) {
        return true;
    }

    /** Jenkins answers 404 until it has resumed the build, and while it has no such question. */
    @Override
    public boolean answer(FaultRun run) {
        JobName job = new JobName(namespace, run.pipeline());
        Optional<Build> build =
                builds().stream().filter(found -> found.uid().equals(run.uid())).findFirst();
        if (build.isEmpty()) {
            return false;
        }
        String path = JenkinsHttpClient.urlPath(job) + build.get().number() + "/input/" + BuildGates.INPUT_ID
                + "/proceedEmpty";
        try {
            controller.http().post(path, Map.of());
            return true;
        } catch (AssertionError | UncheckedIOException notYet) {
            return false;
        }
    }

    @Override
    public List<Build> builds() {
        Path jobs = controller.home().resolve("jobs").resolve(namespace).resolve("jobs");
        if (!Files.exists(jobs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(jobs)) {
            return folders.flatMap(job -> builds(job.getFileName().toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<Build> builds(String job) {
        return controller.homeFolder().builds(new JobName(namespace, job)).readAll().stream()
                .map(found -> new Build(found.uid(), found.number(), found.hasEnded() ? found.result() : ""));
    }

    @Override
    public Path gateFolder() {
        return folder.resolve("gates");
    }

    @Override
    public boolean resumesBuilds() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(4);
    }

    @Override
    public void close() {
        controller.close();
        disk.close();
        apiServer.close();
    }
}
