package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A bare Git repository with one branch. Its Jenkinsfile checks out the branch and uses the secret text {@code token}.
 */
public final class PrivateGitRepositoryFactory {
    /** Text of greeting.txt; the log of each build of the Jenkinsfile has it. */
    public static final String GREETING = "hello from the private repository";

    private PrivateGitRepositoryFactory() {}

    /**
     * @param folder folder in which the repository is created
     * @return path of the repository
     */
    public static Path createIn(Path folder) throws Exception {
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
        // The dumb HTTP protocol of Git needs these files, and no program on the server.
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
