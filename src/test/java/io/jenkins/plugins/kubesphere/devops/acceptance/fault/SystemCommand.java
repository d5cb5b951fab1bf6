package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import java.io.IOException;
import java.util.List;

/** Runs programs of this machine that a test may lack. */
final class SystemCommand {
    private SystemCommand() {}

    /** Returns whether the command succeeded; false if there is no such program. Its output is discarded. */
    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
