package io.jenkins.plugins.kubesphere.devops.controlplane;

import java.util.ArrayList;
import java.util.List;

/** Creates the command of a child process that ends when this JVM ends or is killed. */
public final class ChildProcessCommand {
    /**
     * Starts a shell in the background, then replaces itself with the program. The shell reads standard input, to which
     * this JVM never writes. The input ends when this JVM ends; the shell then sends the signal to the program. A
     * command in the background has no standard input, so the shell reads descriptor 3. The program ignores Ctrl-C on
     * the terminal; this JVM handles it.
     */
    private static final String SCRIPT = "trap '' INT; exec 3<&0;"
            + " (read -r nothing <&3; kill -%s $$ 2>/dev/null) >/dev/null 2>&1 & exec \"$@\" </dev/null 3<&-";

    private ChildProcessCommand() {}

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
