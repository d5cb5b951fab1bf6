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

/** Where a trial keeps its things, for as long as it runs. */
final class TrialFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private TrialFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".lock");
    }

    /**
     * Takes the folder, and clears what a killed trial left there.
     *
     * @throws IllegalStateException if it cannot be written, or another trial has it
     */
    static TrialFolder at(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(lockOf(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("another ./run is running in this checkout; end it first (Ctrl-C)");
            }
            TrialFolder taken = new TrialFolder(folder, channel);
            Files.deleteIfExists(taken.jenkinsLog());
            taken.clear();
            Files.createDirectories(folder);
            // What is in it opens the cluster and Jenkins to whoever can read it.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            // For the script, which cannot ask for the lock: is this trial still there?
            Files.writeString(folder.resolve("pid"), ProcessHandle.current().pid() + "\n");
            return taken;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot write to " + folder.toAbsolutePath() + "; make the checkout writable or use another one");
        }
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** Writes the kubeconfig, for the user and for Jenkins. */
    void write(String kubeconfig) throws IOException {
        Files.deleteIfExists(kubeconfig());
        Files.createFile(
                kubeconfig(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(kubeconfig(), kubeconfig);
    }

    /** Where the commands of a second terminal arrive. As short as it was given: the system takes a hundred bytes. */
    Path socket() {
        return folder.resolve("socket");
    }

    Path engine() {
        return folder.resolve("engine");
    }

    /** The home of a real controller. */
    Path jenkins() {
        return folder.resolve("jenkins");
    }

    /** Its log. It stays when the trial is over, until the next one. */
    Path jenkinsLog() {
        return folder.resolve("jenkins.log");
    }

    /** Where a Kubernetes API of its own has its data and logs. */
    Path controlPlane() {
        return folder.resolve("control-plane");
    }

    @Override
    public void close() throws IOException {
        clear();
        Files.deleteIfExists(lockOf(folder));
        lock.close();
    }

    private void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            boolean logged = Files.exists(jenkinsLog());
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!logged || !file.equals(jenkinsLog()) && !file.equals(folder)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
