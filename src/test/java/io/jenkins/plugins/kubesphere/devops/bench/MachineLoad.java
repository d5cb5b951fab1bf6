package io.jenkins.plugins.kubesphere.devops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the load of the machine on which a benchmark runs. */
final class MachineLoad {
    private MachineLoad() {}

    /**
     * Returns the number of processors, and the load averages of the last 1, 5 and 15 minutes. The load includes the
     * benchmark; it is "unknown" without /proc.
     */
    static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        String load = Files.isReadable(file)
                ? String.join(" ", Arrays.copyOf(Files.readString(file).split(" "), 3))
                : "unknown";
        return Runtime.getRuntime().availableProcessors() + " processors, load " + load;
    }
}
