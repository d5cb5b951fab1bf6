package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.util.ArrayList;
import java.util.List;

/** Creates the command of a child process that ends when this JVM ends or is killed. */
public final class JvmBoundProcessCommand {
    /**
     * This script starts a shell in the background, and is then replaced by the program. The shell reads the standard
     * input of the script, to which this JVM never writes. The input ends when this JVM ends; the shell then sends the
     * signal to the program. A shell has no standard input in the background, so it reads descriptor 3, a copy of the
     * input. The program ignores Ctrl-C on the terminal; this JVM handles Ctrl-C.
     */
    private static final String SCRIPT = "trap '' INT; exec 3<&0;"
            + " (read -r nothing <&3; kill -%s $$ 2>/dev/null) >/dev/null 2>&1 & exec \"$@\" </dev/null 3<&-";

    private JvmBoundProcessCommand() {}

    /**
     * Returns the command for a {@link ProcessBuilder}, which must not redirect standard input.
     *
     * @param signal name of the signal that ends the program, without SIG
     * @param command path of the program, and its arguments
     */
    public static List<String> endingWithThisJvm(String signal, List<String> command) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT.formatted(signal), "sh"));
        all.addAll(command);
        return all;
    }
}
