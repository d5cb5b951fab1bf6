package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Git repository that the {@code git} of this machine serves on 127.0.0.1. */
public final class ServedGitRepository implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process daemon;
    private boolean isPaused;

    private ServedGitRepository(Path folder) throws IOException {
        this.folder = folder;
        git("init", "-q", "-b", "main");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        daemon = process(List.of(
                        "git",
                        "daemon",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--reuseaddr",
                        "--export-all",
                        "--base-path=" + folder.getParent(),
                        folder.toString()))
                .start();
        awaitStart();
    }

    /** Creates an empty repository, and starts to serve it. Fails on a machine without Git. */
    public static ServedGitRepository createIn(Path folder) {
        try {
            return new ServedGitRepository(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStart() {
        await("git daemon accepts connections")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> {
                    if (!daemon.isAlive()) {
                        throw new IllegalStateException("git daemon ended: " + output(daemon));
                    }
                })
                .until(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    /** The folder with the working copy, which is also what is served. */
    public Path folder() {
        return folder;
    }

    public String url() {
        return "git://127.0.0.1:" + port + "/" + folder.getFileName();
    }

    /** From now on, the server accepts connections and does not answer. */
    public void pause() {
        isPaused = true;
        signal("STOP");
    }

    /** Lets the server answer again, also what was asked meanwhile. */
    public void resume() {
        isPaused = false;
        signal("CONT");
    }

    /** The daemon itself is a child of the command. */
    private void signal(String name) {
        Stream.concat(Stream.of(daemon.toHandle()), daemon.descendants()).forEach(process -> signal(process, name));
    }

    private void signal(ProcessHandle process, String name) {
        try {
            run(List.of("kill", "-" + name, Long.toString(process.pid())));
        } catch (AssertionError e) {
            // A child that serves one request may have ended meanwhile.
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    /** Commits one file to a branch. Creates the branch if it does not exist, without a parent commit. */
    public void commit(String branch, String file, String content) {
        try {
            if (git("branch", "--list", branch).isBlank()) {
                git("checkout", "-q", "--orphan", branch);
                git("rm", "-rqf", "--ignore-unmatch", ".");
            } else {
                git("checkout", "-q", branch);
            }
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git("add", "-A");
        git("-c", "user.name=alice", "-c", "user.email=alice@example.com", "commit", "-q", "-m", "Change " + file);
    }

    public void tag(String name, String branch) {
        git("tag", name, branch);
    }

    public void deleteBranch(String branch) {
        git("checkout", "-q", "--detach");
        git("branch", "-qD", branch);
    }

    /** Creates a ref that is neither a branch nor a tag, as hosts do for pull requests. */
    public void ref(String name, String branch) {
        git("update-ref", name, branch);
    }

    public List<String> branches() {
        return git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads")
                .lines()
                .toList();
    }

    public List<String> tags() {
        return git("tag").lines().toList();
    }

    /** @param name name of a branch or tag */
    public String commitOf(String name) {
        return git("rev-parse", name + "^{commit}").strip();
    }

    /** A file of a branch or tag; empty if it does not exist there. */
    public Optional<String> content(String name, String file) {
        return git("ls-tree", "--name-only", name, file).isBlank()
                ? Optional.empty()
                : Optional.of(git("show", name + ":" + file));
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String run(List<String> command) {
        try {
            Process process = process(command).start();
            String output = output(process);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    @Override
    public void close() {
        if (isPaused) {
            resume();
        }
        daemon.descendants().forEach(ProcessHandle::destroy);
        daemon.destroy();
    }
}
