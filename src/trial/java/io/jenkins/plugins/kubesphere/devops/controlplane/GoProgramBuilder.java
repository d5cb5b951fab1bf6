package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Builds the Go programs of this repository. */
public final class GoProgramBuilder {
    private GoProgramBuilder() {}

    /**
     * Builds a Go program, unless it is already built. The first build takes minutes; its progress is printed on the
     * standard error of this process.
     *
     * @param name control-plane, kubectl or helm
     * @return the program
     * @throws IllegalStateException if the build fails; its reason was printed
     */
    public static Path build(String name) {
        try {
            Process build = new ProcessBuilder(
                            RepositoryRoot.root()
                                    .resolve(RepositoryRoot.BUILD_SCRIPT)
                                    .toString(),
                            name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String path = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (build.waitFor() != 0) {
                throw new IllegalStateException(
                        RepositoryRoot.BUILD_SCRIPT + " " + name + " failed; see the error above, on standard error");
            }
            return Path.of(path);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run " + RepositoryRoot.BUILD_SCRIPT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while building " + name, e);
        }
    }
}
