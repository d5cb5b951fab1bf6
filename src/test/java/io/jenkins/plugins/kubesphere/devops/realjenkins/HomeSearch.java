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

/** Looks for a text in the home of a controller, its log among it: what must not be on the disk. */
public final class HomeSearch {
    /** What comes with Jenkins and its plugins. */
    private static final Set<String> PROGRAMS = Set.of("war", "plugins");

    private HomeSearch() {}

    /** The files that hold a text as it is or in base64, from the home on. */
    public static List<Path> filesWith(Path home, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // One character for one byte, so that any content can be searched.
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
                        // It went meanwhile.
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // it went meanwhile
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                    return FileVisitResult.CONTINUE; // it went meanwhile, if there is an error
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
