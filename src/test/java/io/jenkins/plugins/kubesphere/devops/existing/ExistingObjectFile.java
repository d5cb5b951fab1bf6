package io.jenkins.plugins.kubesphere.devops.existing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file with objects of one shape, as an earlier release wrote them.
 *
 * @param name name of the file, without its extension
 * @param expectation what must become of the first object whose kind is that of the file
 * @param documents the objects, in the order of the file
 */
record ExistingObjectFile(String name, Expectation expectation, List<ObjectNode> documents) {
    static final Path FOLDER = Path.of("src/test/resources/existing-objects");

    private static final String EXPECT = "# expect: ";

    /**
     * What becomes of an object.
     *
     * @param verdict first word of the line, see the README of the folder
     * @param rest the other words
     */
    record Expectation(String verdict, String rest) {}

    static List<ExistingObjectFile> readAll() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ExistingObjectFile::read)
                    .toList();
        }
    }

    private static ExistingObjectFile read(Path file) {
        try {
            String text = Files.readString(file);
            String line = text.lines()
                    .filter(found -> found.startsWith(EXPECT))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(file + " has no line " + EXPECT));
            String[] words = line.substring(EXPECT.length()).split(" ", 2);
            return new ExistingObjectFile(
                    file.getFileName().toString().replace(".yaml", ""),
                    new Expectation(words[0], words.length > 1 ? words[1] : ""),
                    Arrays.stream(text.split("(?m)^---$"))
                            .map(document -> Serialization.unmarshal(document, ObjectNode.class))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object that the file is about. A namespace is there for its project only. */
    ObjectNode subject() {
        return documents.stream()
                .filter(document -> !kind(document).equals("Namespace"))
                .findFirst()
                .orElseThrow();
    }

    static String kind(ObjectNode document) {
        return document.path("kind").asText();
    }

    @Override
    public String toString() {
        return name;
    }
}
