package io.jenkins.plugins.kubesphere.devops.embedded;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs shell scripts for a build, as {@code /bin/sh -xe}. Output goes through a file, so that a background process that
 * keeps it open holds up nobody.
 *
 * <p>A process does not begin before its number is on disk: it waits for a line on its input, and ends if the engine is
 * killed instead. So the next life of the engine finds every process of this one.
 */
final class Shell {
    private static final String WAIT_THEN_RUN = "read -r __go && exec /bin/sh -xe \"$0\" < /dev/null";
    private static final int POLL_MILLIS = 50;

    private final StateFolder state;
    private final Path build;
    private final BuildLog log;

    /** @param build the build's folder in the state folder */
    Shell(StateFolder state, Path build, BuildLog log) {
        this.state = state;
        this.build = build;
        this.log = log;
    }

    /** What a script left behind; the output is null unless it was asked for. */
    record Exit(int status, String output) {}

    /**
     * Runs a script to its end, or until the thread is interrupted, which kills it.
     *
     * @throws StepFailure if the system does not start it, since the environment is too large for example
     */
    Exit run(String script, Map<String, String> environment, Path workspace, boolean keepOutput)
            throws IOException, InterruptedException {
        File scriptFile = build.resolve("script.sh").toFile();
        File console = build.resolve("output").toFile();
        File output = build.resolve("stdout").toFile();
        write(scriptFile, script);
        Files.createDirectories(workspace);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", WAIT_THEN_RUN, scriptFile.toString())
                .directory(workspace.toFile())
                .redirectError(console);
        builder.redirectOutput(keepOutput ? output : console);
        builder.redirectErrorStream(!keepOutput);
        builder.environment().putAll(environment);
        Process process = start(builder, environment);
        ProcessTree tree = ProcessTree.of(process);
        Path record = state.processes().resolve(process.pid() + ".json");
        try (InputStream in = new FileInputStream(console);
                OutputStream go = process.getOutputStream()) {
            state.write(record, tree);
            go.write('\n');
            go.flush();
            follow(process, in);
        } finally {
            tree.kill();
            state.delete(record);
        }
        return new Exit(process.exitValue(), keepOutput ? read(output) : null);
    }

    private static Process start(ProcessBuilder builder, Map<String, String> environment) {
        try {
            return builder.start();
        } catch (IOException e) {
            Map.Entry<String, String> largest = environment.entrySet().stream()
                    .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.length(), b.length())))
                    .orElseThrow();
            int bytes = largest.getValue().getBytes(StandardCharsets.UTF_8).length;
            throw StepFailure.of(
                    "sh",
                    "the system refuses to start a process with this environment, whose largest value, "
                            + largest.getKey() + ", has " + bytes + " bytes: " + e.getMessage());
        }
    }

    private void follow(Process process, InputStream in) throws IOException, InterruptedException {
        Mask.Lines lines = log.output();
        byte[] buffer = new byte[8192];
        boolean ended;
        do {
            ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                lines.add(buffer, n);
            }
        } while (!ended);
        lines.flush();
    }

    private static void write(File file, String text) throws IOException {
        try (OutputStream out = new FileOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String read(File file) throws IOException {
        try (InputStream in = new FileInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends what an earlier life of the engine left running. */
    static void killLeftovers(StateFolder state) {
        for (Path file : state.list(state.processes())) {
            if (file.toString().endsWith(".json")) {
                state.read(file, ProcessTree.class).kill();
            }
            state.delete(file);
        }
    }
}
