package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Searches the home of a controller, with its log, for a text that must not be on disk. */
public final class HomeSearcher {
    /** Folders with the programs of Jenkins and its plugins. */
    private static final Set<String> PROGRAMS = Set.of("war", "plugins");

    private HomeSearcher() {}

    /** Returns the files that contain the text, plain or in Base64, as paths relative to the home. */
    public static List<Path> findFilesWith(Path home, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // ISO 8859-1 has one character for each byte, so any content can be searched.
        List<String> wanted = List.of(
                new String(bytes, StandardCharsets.ISO_8859_1),
                Base64.getEncoder().encodeToString(bytes));
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return PROGRAMS.contains(home.relativize(folder).toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    try {
                        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                        if (wanted.stream().anyMatch(content::contains)) {
                            found.add(home.relativize(file));
                        }
                    } catch (NoSuchFileException e) {
                        // The file was deleted meanwhile.
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // the file was deleted meanwhile
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                    return FileVisitResult.CONTINUE; // an error means that the folder was deleted meanwhile
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
