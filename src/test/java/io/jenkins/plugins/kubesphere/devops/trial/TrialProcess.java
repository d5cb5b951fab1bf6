package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs {@code ./run} as a user does, in a separate folder, so that it does not affect a trial that runs in the
 * checkout.
 */
final class TrialProcess implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 120;
    private static final int INT = 2;
    private static final int TERM = 15;

    private final Process process;
    private final Path outputFile;

    private TrialProcess(Process process, Path outputFile) {
        this.process = process;
        this.outputFile = outputFile;
    }

    /** @param folder a folder in which only earlier trials ran */
    static TrialProcess start(Path folder, List<String> arguments) throws IOException {
        for (String name : List.of("crds", "samples")) {
            if (!Files.exists(folder.resolve(name))) {
                Files.createSymbolicLink(
                        folder.resolve(name), RepositoryRoot.root().resolve(name));
            }
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbasedir=" + RepositoryRoot.root(),
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .reduce((one, other) -> one + File.pathSeparator + other)
                        .orElseThrow(),
                TrialCommand.class.getName()));
        command.addAll(arguments);
        Path outputFile = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(outputFile.toFile());
        builder.environment().remove("KUBECONFIG");
        return new TrialProcess(builder.start(), outputFile);
    }

    /** The output so far. */
    String output() throws IOException {
        try (InputStream in = Files.newInputStream(outputFile)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Waits for the end and returns the exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the trial did not end in time; its output is in " + outputFile);
        }
        return process.exitValue();
    }

    /**
     * Ends the process as Ctrl-C does. If a script runs the tests in the background, the shell makes all their
     * processes ignore SIGINT; the process is then ended with SIGTERM.
     *
     * @return the expected exit code
     */
    int interrupt() throws IOException, InterruptedException {
        int signal = ignoresInterrupts() ? TERM : INT;
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        return 128 + signal;
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> (INT - 1) & 1) == 1);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
