package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the root folder of this repository. */
public final class RepositoryRoot {
    static final String BUILD_SCRIPT = "src/trial/control-plane/build";

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
            if (Files.isExecutable(folder.resolve(BUILD_SCRIPT))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "No " + BUILD_SCRIPT + " in or above " + start + "; run this inside the repository");
    }
}
