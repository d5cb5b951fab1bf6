package io.jenkins.plugins.kubesphere.devops.embedded.build;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs shell scripts for a build, with {@code /bin/sh -xe}. Their output goes to a file, because a background process
 * that keeps a pipe open would block the build.
 *
 * <p>Each script has a guard process as its parent. The guard waits for the end of its own standard input, which ends
 * when the build is stopped or this JVM is killed. Then the guard kills the script and all its children, so that no
 * process of a build continues without the engine. The guard ignores signals, because a signal to the process group of
 * the engine also reaches the guard.
 */
public final class ShellRunner {
    /** Runs {@code $0} in a process group of its own, also on systems without {@code setsid}. */
    private static final String GUARD_SCRIPT = """
            exec 3<&0 </dev/null
            if command -v setsid >/dev/null; then
                setsid /bin/sh -xe "$0" 3<&- &
            else
                set -m
                /bin/sh -xe "$0" 3<&- &
            fi
            script=$!
            exec 2>/dev/null
            trap '' HUP INT TERM
            { read -r _ <&3; kill -9 -"$script" || kill -9 "$script"; } &
            wait "$script"
            status=$?
            kill -9 "$!"
            exit "$status"
            """;

    private static final int POLL_MILLIS = 50;
    private static final int EXIT_TIMEOUT_SECONDS = 10;

    private final Path build;
    private final EmbeddedBuildLog log;
    private final AtomicInteger scriptCount = new AtomicInteger();

    /** @param build the folder of the build, in the state folder */
    ShellRunner(Path build, EmbeddedBuildLog log) {
        this.build = build;
        this.log = log;
    }

    /** The exit status and the standard output of a script. The output is null if {@code keepOutput} was false. */
    public record ShellResult(int status, String output) {}

    /**
     * Runs a script, and waits for its end. If the thread is interrupted, the script is killed. Several scripts may run
     * at a time.
     *
     * @param workingDirectory the working directory
     * @param keepOutput true to return the standard output; if false, it goes to the log
     * @throws StepFailedException if the system cannot start the process, for example because the environment is too
     *     large
     */
    ShellResult run(String script, Map<String, String> environment, Path workingDirectory, boolean keepOutput)
            throws IOException, InterruptedException {
        Path files = Files.createDirectories(build.resolve("script-" + scriptCount.incrementAndGet()));
        Path scriptFile = files.resolve("script.sh");
        Path console = files.resolve("output");
        Path output = keepOutput ? files.resolve("stdout") : console;
        Files.write(scriptFile, script.getBytes(StandardCharsets.UTF_8));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", GUARD_SCRIPT, scriptFile.toString())
                .directory(workingDirectory.toFile())
                .redirectError(console.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(!keepOutput);
        builder.environment().putAll(environment);
        Process process = start(builder, environment);
        try (OutputStream guardInput = process.getOutputStream();
                InputStream in = new FileInputStream(console.toFile())) {
            copyOutput(process, in);
        } finally {
            process.onExit()
                    .completeOnTimeout(process, EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        byte[] kept = keepOutput ? Files.readAllBytes(output) : new byte[0];
        for (Path file : List.of(scriptFile, console, output, files)) {
            Files.deleteIfExists(file);
        }
        return new ShellResult(process.exitValue(), keepOutput ? new String(kept, StandardCharsets.UTF_8) : null);
    }

    private static Process start(ProcessBuilder builder, Map<String, String> environment) {
        try {
            return builder.start();
        } catch (IOException e) {
            String largest = environment.keySet().stream()
                    .max(Comparator.comparing(name -> environment.get(name).length()))
                    .orElseThrow();
            int bytes = environment.get(largest).getBytes(StandardCharsets.UTF_8).length;
            throw StepFailedException.failed(
                    "sh: cannot start a process with these environment variables; the largest, " + largest + ", has "
                            + bytes + " bytes: " + e.getMessage());
        }
    }

    private void copyOutput(Process process, InputStream in) throws IOException, InterruptedException {
        EmbeddedBuildLog.ProcessOutput output = log.new ProcessOutput();
        boolean ended = false;
        try {
            while (!ended) {
                ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
                output.append(in.readAllBytes(), ended);
            }
        } catch (InterruptedException e) {
            output.append(in.readAllBytes(), true);
            throw e;
        }
    }
}
