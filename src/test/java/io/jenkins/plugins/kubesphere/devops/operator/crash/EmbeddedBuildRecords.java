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
public record EmbeddedBuildRecords(Path state) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Project, jobs, job, runs, run. */
    private static final int RUN_FOLDER_DEPTH = 5;

    /**
     * A build.
     *
     * @param uid UID of its run
     * @param result {@code NONE} while it runs
     */
    public record EmbeddedBuildRecord(String uid, int number, String result) {}

    /** All builds of runs. The list is complete only while no build starts or is deleted. */
    public List<EmbeddedBuildRecord> builds() {
        // Not deeper, because files of builds that run come and go.
        try (Stream<Path> folders = Files.walk(state.resolve("folders"), RUN_FOLDER_DEPTH)) {
            return folders.map(folder -> folder.resolve("run.json"))
                    .filter(Files::exists)
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
    public List<EmbeddedBuildRecord> builds(String uid) {
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
