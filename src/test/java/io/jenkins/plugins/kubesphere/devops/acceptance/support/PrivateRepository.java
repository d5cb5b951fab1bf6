package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bare Git repository with one branch, whose Jenkinsfile checks it out and asks for the secret text {@code token}. */
public final class PrivateRepository {
    /** What a build of it, or a checkout with {@code cat greeting.txt}, has in its log. */
    public static final String GREETING = "hello from the private repository";

    private PrivateRepository() {}

    /** @param folder for the repository; gives where it is */
    public static Path in(Path folder) throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path bare = folder.resolve("private.git");
        git(work, "init", "-q", "-b", "main");
        Files.writeString(work.resolve("greeting.txt"), GREETING + "\n");
        Files.writeString(
                work.resolve("Jenkinsfile"),
                "node { checkout scm; sh 'cat greeting.txt';"
                        + " withCredentials([string(credentialsId: 'token', variable: 'TEXT')]) { echo 'bound' } }");
        git(work, "add", ".");
        git(work, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-q", "-m", "greeting");
        git(folder, "clone", "-q", "--bare", work.toString(), bare.toString());
        // For the plain protocol over HTTP, which needs no more than files.
        git(bare, "update-server-info");
        return bare;
    }

    private static void git(Path folder, String... arguments) throws Exception {
        ProcessBuilder git = new ProcessBuilder("git");
        git.command().addAll(List.of(arguments));
        Process process = git.directory(folder.toFile()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git " + String.join(" ", arguments) + " failed");
        }
    }
}
