package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory that a test can fill. Needs the right to mount it. */
final class TemporaryDisk implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final Path folder;
    private final boolean mounted;

    /** @param folder an existing folder that is empty; without the right to mount, it stays as it is */
    TemporaryDisk(Path folder) {
        this.folder = folder;
        this.mounted = SystemCommand.succeeds("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder.toString());
    }

    boolean isMounted() {
        return mounted;
    }

    /** Leaves no space for any other file. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(new byte[BLOCK]);
            }
        } catch (IOException full) {
            // No space is left, as wanted.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() {
        if (mounted) {
            SystemCommand.succeeds("umount", "-l", folder.toString());
        }
    }
}
