package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the root folder of this repository, and builds its Go programs. */
public final class RepositoryRoot {
    private static final String BUILD = "src/trial/control-plane/build";

    private RepositoryRoot() {}

    /**
     * Returns the root of the repository. Searches from the current folder upwards, because Maven starts tests in the
     * folder of the POM, and one of the two POMs is in a subfolder.
     *
     * @throws IllegalStateException if the current folder is outside the repository
     */
    public static Path root() {
        Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve(BUILD))) {
                return folder;
            }
        }
        throw new IllegalStateException("No " + BUILD + " in or above " + start + "; run this inside the repository");
    }

    /**
     * Builds a Go program, unless it is already built. The first build takes minutes; its progress is printed on the
     * standard error of this process.
     *
     * @param name control-plane, kubectl or helm
     * @return the program
     * @throws IllegalStateException if the build fails; its reason was printed
     */
    public static Path buildProgram(String name) {
        try {
            Process build = new ProcessBuilder(root().resolve(BUILD).toString(), name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String path = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (build.waitFor() != 0) {
                throw new IllegalStateException(BUILD + " " + name + " failed; see the error above, on standard error");
            }
            return Path.of(path);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run " + BUILD, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while building " + name, e);
        }
    }
}
