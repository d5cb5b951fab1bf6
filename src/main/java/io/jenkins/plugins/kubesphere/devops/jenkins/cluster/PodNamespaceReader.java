package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads the file in which Kubernetes gives a pod the name of its namespace. */
final class PodNamespaceReader {
    private static final Logger LOGGER = Logger.getLogger(PodNamespaceReader.class.getName());

    private PodNamespaceReader() {}

    /** Returns the namespace, or nothing if the file cannot be read: the operator can work without it. */
    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                    .filter(name -> !name.isEmpty());
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "Cannot read " + file + ", so a project may get the namespace in which Jenkins runs; let"
                            + " Kubernetes mount this file with the token of the service account");
            return Optional.empty();
        }
    }
}
