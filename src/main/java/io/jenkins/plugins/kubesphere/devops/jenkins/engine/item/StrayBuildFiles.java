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
 * What builds wrote to the place of their job after a person had moved that away under them. It belongs to their records, and it
 * is in the way back: Jenkins moves nothing to a place where a folder is.
 */
final class StrayBuildFiles {
    private static final String CONFIG = "config.xml";

    private StrayBuildFiles() {}

    /**
     * Brings it to where the job is.
     *
     * @param place folder where the job was and shall be; one that holds an item is left alone
     * @param job folder of the job, in which nothing is built any more
     */
    static void bring(Path place, Path job) throws IOException {
        if (!Files.isDirectory(place) || Files.exists(place.resolve(CONFIG))) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(place)) {
            // What is in a folder before the folder itself.
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Path target = job.resolve(place.relativize(file));
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isNews(file, target)) {
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(file);
            }
        }
    }

    private static boolean isNews(Path file, Path target) throws IOException {
        return !Files.exists(target)
                || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(target)) > 0;
    }
}
