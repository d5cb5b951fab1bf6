package io.jenkins.plugins.kubesphere.devops.jenkinsapi.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Computes the hash of the declarations of the Jenkins API. */
public final class DeclarationHash {
    public static final Path SOURCES = Path.of("src/jenkins-api/java");

    private DeclarationHash() {}

    /** SHA-256 of the paths and texts of all sources below the folder; independent of the machine and its line ends. */
    public static String hash(Path sources) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (String path : files.stream()
                .map(file -> sources.relativize(file).toString().replace('\\', '/'))
                .sorted()
                .toList()) {
            String text = Files.readString(sources.resolve(path)).replace("\r\n", "\n");
            for (String part : List.of(path, text)) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
