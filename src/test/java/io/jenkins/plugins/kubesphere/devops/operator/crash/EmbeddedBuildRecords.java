package io.jenkins.plugins.kubesphere.devops.operator.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the records of the builds of an embedded engine from disk. The engine itself would report only one build of a
 * run, even if the run had two.
 */
record EmbeddedBuildRecords(Path state) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A build.
     *
     * @param uid UID of its run
     * @param result {@code NONE} while it runs
     */
    record EmbeddedBuildRecord(String uid, int number, String result) {}

    /** All builds of runs. The list is complete only while no build starts or is deleted. */
    List<EmbeddedBuildRecord> builds() {
        try (Stream<Path> files = Files.walk(state.resolve("folders"))) {
            return files.filter(file -> file.endsWith("run.json"))
                    .map(EmbeddedBuildRecords::read)
                    .filter(record -> record.hasNonNull("number"))
                    .map(record -> new EmbeddedBuildRecord(
                            record.at("/run/uid").asText(),
                            record.at("/number").asInt(),
                            record.at("/result").asText()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The builds of the run with this UID. */
    List<EmbeddedBuildRecord> builds(String uid) {
        return builds().stream().filter(build -> build.uid().equals(uid)).toList();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
