package io.jenkins.plugins.kubesphere.devops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Describes the machine of a measurement. */
final class BenchMachine {
    private BenchMachine() {}

    /** Load of the machine by other processes, if the system reports it. */
    static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        String load = Files.isReadable(file)
                ? String.join(" ", Arrays.copyOf(Files.readString(file).split(" "), 3))
                : "unknown";
        return Runtime.getRuntime().availableProcessors() + " processors, load " + load;
    }
}
