package io.jenkins.plugins.kubesphere.devops.trial;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder with the files of a running trial. Only one trial at a time can use it. */
final class TrialFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private TrialFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    private static Path lockFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".lock");
    }

    /**
     * Locks the folder, and deletes the files of a trial that was killed.
     *
     * @throws IllegalStateException if the folder cannot be written, or another trial uses it
     */
    static TrialFolder lockAndClear(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("another ./run is running in this checkout; stop it first (Ctrl-C)");
            }
            TrialFolder locked = new TrialFolder(folder, channel);
            Files.deleteIfExists(locked.jenkinsLog());
            locked.clear();
            Files.createDirectories(folder);
            // The folder contains credentials of the cluster and of Jenkins.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            // The script "run" cannot test the lock. It reads this process id to find out if the trial is
            // running.
            Files.writeString(folder.resolve("pid"), ProcessHandle.current().pid() + "\n");
            return locked;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot write to " + folder.toAbsolutePath() + ": " + e
                            + "; make the checkout writable or use another one",
                    e);
        }
    }

    Path kubeconfigFile() {
        return folder.resolve("kubeconfig");
    }

    /** Writes the kubeconfig for the user and for Jenkins. */
    void writeKubeconfig(String kubeconfig) throws IOException {
        Files.deleteIfExists(kubeconfigFile());
        Files.createFile(
                kubeconfigFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(kubeconfigFile(), kubeconfig);
    }

    /**
     * The socket for commands of a second terminal. The path stays relative, because the system allows only about a
     * hundred bytes.
     */
    Path socketFile() {
        return folder.resolve("socket");
    }

    Path engineFolder() {
        return folder.resolve("engine");
    }

    /** The home of a real controller. */
    Path jenkinsHome() {
        return folder.resolve("jenkins");
    }

    /** The log of the real controller. It stays after the trial, until the next trial starts. */
    Path jenkinsLog() {
        return folder.resolve("jenkins.log");
    }

    /** The folder with the data and logs of the temporary Kubernetes API. */
    Path controlPlaneFolder() {
        return folder.resolve("control-plane");
    }

    @Override
    public void close() throws IOException {
        clear();
        Files.deleteIfExists(lockFile(folder));
        lock.close();
    }

    private void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            boolean hasJenkinsLog = Files.exists(jenkinsLog());
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                // The log of Jenkins stays, for the user to read, and with it the folder that contains it.
                if (!hasJenkinsLog || !file.equals(jenkinsLog()) && !file.equals(folder)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
