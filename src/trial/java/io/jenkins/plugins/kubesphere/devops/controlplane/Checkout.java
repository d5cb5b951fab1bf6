package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds this repository, and the programs that it builds. */
public final class Checkout {
    private static final String BUILD = "src/trial/control-plane/build";

    private Checkout() {}

    /**
     * The root of the repository. Maven starts tests in the folder of the POM, of which there are two, so it is looked for upwards.
     *
     * @throws IllegalStateException if the tests run outside of the repository
     */
    public static Path root() {
        Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve(BUILD))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "No " + BUILD + " in or above " + start + ": run the tests inside the repository");
    }

    /**
     * Builds a program unless that was done before. The first time takes minutes; progress goes to
     * standard error of this process.
     *
     * @param name control-plane, kubectl or helm
     * @return the program
     * @throws IllegalStateException if it cannot be built; the reason was printed
     */
    public static Path program(String name) {
        try {
            Process build = new ProcessBuilder(root().resolve(BUILD).toString(), name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String path = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (build.waitFor() != 0) {
                throw new IllegalStateException(
                        BUILD + " " + name + " failed; its reason stands above, on standard error");
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
