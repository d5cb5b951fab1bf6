package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Moves files that builds wrote to the old directory of their job after a person moved the job. The files belong to the
 * records of these builds. They must be moved before the job is moved back, because Jenkins does not move an item to a
 * directory that exists.
 */
final class MovedJobDirectoryMerger {
    private static final String CONFIG = "config.xml";

    private MovedJobDirectoryMerger() {}

    /**
     * Moves the files from the old directory to the current directory of the job. A file that is not newer than the one
     * in the current directory is deleted, and so is every symbolic link, without following it. Afterwards the old
     * directory is gone.
     *
     * @param old directory to which the job will be moved back; unchanged if it contains an item
     * @param current directory of the job; no build may run in the job
     */
    static void move(Path old, Path current) throws IOException {
        if (!Files.isDirectory(old) || Files.exists(old.resolve(CONFIG))) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(old)) {
            // In reverse order, so that the files of a directory come before the directory itself.
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Path target = current.resolve(old.relativize(file));
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isNewer(file, target)) {
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(file);
            }
        }
    }

    private static boolean isNewer(Path file, Path target) throws IOException {
        return !Files.exists(target)
                || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(target)) > 0;
    }
}
