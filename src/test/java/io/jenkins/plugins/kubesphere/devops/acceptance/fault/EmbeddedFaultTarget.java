package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.operator.crash.EmbeddedBuildRecords;
import io.jenkins.plugins.kubesphere.devops.operator.fault.LeaseEditor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Operator and embedded engine in a process of {@link FaultyOperatorMain}. */
final class EmbeddedFaultTarget implements FaultTarget {
    /** Each write to this file fails, because "no space is left on the device". */
    private static final Path FULL_DEVICE = Path.of("/dev/full");

    private final FaultyApiServer apiServer;
    private final LeaseEditor lease;
    private final Path folder;
    private final String namespace;
    private final TestNamespace system;
    private final EmbeddedBuildRecords records;
    private Process process;
    private BufferedReader output;

    /** @param folder an empty folder whose path needs no quotes in a shell */
    EmbeddedFaultTarget(Config server, KubernetesClient client, Path folder, String namespace, TestNamespace system)
            throws IOException {
        this.apiServer = new FaultyApiServer(server);
        this.lease = new LeaseEditor(client, system.name());
        this.folder = folder;
        this.namespace = namespace;
        this.system = system;
        this.records = new EmbeddedBuildRecords(folder.resolve("state"));
        Files.createDirectory(folder.resolve("faults"));
        Files.createDirectory(gateFolder());
        Files.writeString(folder.resolve("kubeconfig"), apiServer.kubeconfig());
    }

    @Override
    public void start() {
        if (process != null) {
            lease.release();
        }
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FaultyOperatorMain.class.getName(),
                            folder.resolve("kubeconfig").toString(),
                            records.state().toString(),
                            folder.resolve("faults").toString(),
                            namespace,
                            system.name()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
            output = process.inputReader();
            awaitLine(FaultyOperatorMain.RUNNING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String awaitLine(String prefix) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(prefix)) {
                return line;
            }
        }
        throw new AssertionError("The operator has ended; its errors are in " + folder.resolve("log"));
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public FaultyApiServer apiServer() {
        return apiServer;
    }

    @Override
    public Optional<String> lacks(RunState state, Fault fault) {
        return fault == Fault.DISK_FULL && !Files.exists(FULL_DEVICE)
                ? Optional.of("needs " + FULL_DEVICE)
                : Optional.empty();
    }

    @Override
    public void stepClock(Duration fromRealTime) {
        try {
            // The process reads the file at any time.
            Path next = Files.writeString(folder.resolve("next"), Long.toString(fromRealTime.toSeconds()));
            Files.move(next, faultFile(FaultyOperatorMain.CLOCK), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine writes each record to this file first, and then renames it. */
    @Override
    public void setDiskFull(boolean full) {
        Path next = records.state().resolve("next");
        if (full) {
            await("no record is being written").until(() -> createLink(next));
        } else {
            delete(next);
        }
    }

    private static boolean createLink(Path file) throws IOException {
        try {
            Files.createSymbolicLink(file, FULL_DEVICE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public void setListenersThrow(boolean fail) {
        setFault(FaultyOperatorMain.LISTENERS, fail);
    }

    @Override
    public void setLogsThrow(boolean fail) {
        setFault(FaultyOperatorMain.LOGS, fail);
    }

    private void setFault(String name, boolean present) {
        if (present) {
            try {
                Files.createFile(faultFile(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            delete(faultFile(name));
            delete(faultFile(name + FaultyOperatorMain.HIT));
        }
    }

    @Override
    public boolean hasMet(Fault fault) {
        return switch (fault) {
            case LISTENER_THROWS -> Files.exists(faultFile(FaultyOperatorMain.LISTENERS + FaultyOperatorMain.HIT));
            case LOG_STORE_THROWS -> Files.exists(faultFile(FaultyOperatorMain.LOGS + FaultyOperatorMain.HIT));
            default -> true;
        };
    }

    private Path faultFile(String name) {
        return folder.resolve("faults").resolve(name);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean answer(FaultRun run) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            process.outputWriter()
                    .append(String.join(" ", run.pipeline(), run.name(), run.uid()))
                    .append('\n')
                    .flush();
            return Boolean.parseBoolean(
                    awaitLine(FaultyOperatorMain.ANSWERED).substring(FaultyOperatorMain.ANSWERED.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Build> builds() {
        return records.builds().stream()
                .map(found ->
                        new Build(found.uid(), found.number(), found.result().equals("NONE") ? "" : found.result()))
                .toList();
    }

    @Override
    public Path gateFolder() {
        return folder.resolve("gates");
    }

    /** A build that runs at a kill fails. */
    @Override
    public boolean resumesBuilds() {
        return false;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(90);
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        apiServer.close();
    }
}
