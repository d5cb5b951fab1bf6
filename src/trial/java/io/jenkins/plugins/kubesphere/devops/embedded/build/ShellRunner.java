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
 * Runs shell scripts for a build, as {@code /bin/sh -xe}. Output goes through a file, so that a background process that
 * keeps it open holds up nobody.
 *
 * <p>A script hangs on a leash, the input of its guard: when that ends, because the build is stopped or the engine was
 * killed, the guard kills the script and all its children. So no process outlives the engine, however that ends: also if
 * a signal to the engine's process group meets the guard, too, which therefore ignores it.
 */
public final class ShellRunner {
    /** Runs {@code $0} in a process group of its own, for which some systems have no {@code setsid}. */
    private static final String GUARD = """
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
    private static final int TIMEOUT_SECONDS = 10;

    private final Path build;
    private final EmbeddedBuildLog log;
    private final AtomicInteger scripts = new AtomicInteger();

    /** @param build the build's folder in the state folder */
    ShellRunner(Path build, EmbeddedBuildLog log) {
        this.build = build;
        this.log = log;
    }

    /** What a script left behind; the output is null unless it was asked for. */
    public record Exit(int status, String output) {}

    /**
     * Runs a script to its end, or until the thread is interrupted, which kills it. Several may run at a time.
     *
     * @param folder in which it runs
     * @throws StepFailedException if the system does not start it, since the environment is too large for example
     */
    Exit run(String script, Map<String, String> environment, Path folder, boolean keepOutput)
            throws IOException, InterruptedException {
        Path files = Files.createDirectories(build.resolve("script-" + scripts.incrementAndGet()));
        Path scriptFile = files.resolve("script.sh");
        Path console = files.resolve("output");
        Path output = keepOutput ? files.resolve("stdout") : console;
        Files.write(scriptFile, script.getBytes(StandardCharsets.UTF_8));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", GUARD, scriptFile.toString())
                .directory(folder.toFile())
                .redirectError(console.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(!keepOutput);
        builder.environment().putAll(environment);
        Process process = start(builder, environment);
        try (OutputStream leash = process.getOutputStream();
                InputStream in = new FileInputStream(console.toFile())) {
            follow(process, in);
        } finally {
            process.onExit()
                    .completeOnTimeout(process, TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        byte[] kept = keepOutput ? Files.readAllBytes(output) : new byte[0];
        for (Path file : List.of(scriptFile, console, output, files)) {
            Files.deleteIfExists(file);
        }
        return new Exit(process.exitValue(), keepOutput ? new String(kept, StandardCharsets.UTF_8) : null);
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
                    "sh: the system refuses to start a process with this environment, whose largest" + " value, "
                            + largest + ", has " + bytes + " bytes: " + e.getMessage());
        }
    }

    private void follow(Process process, InputStream in) throws IOException, InterruptedException {
        EmbeddedBuildLog.Output output = log.new Output();
        boolean ended = false;
        try {
            while (!ended) {
                ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
                output.take(in.readAllBytes(), ended);
            }
        } catch (InterruptedException e) {
            output.take(in.readAllBytes(), true); // what it said since the last look
            throw e;
        }
    }
}
