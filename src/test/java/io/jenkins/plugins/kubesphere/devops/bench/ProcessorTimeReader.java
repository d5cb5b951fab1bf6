package io.jenkins.plugins.kubesphere.devops.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads how long the processors have worked for each of the programs that take part in a benchmark. */
final class ProcessorTimeReader {
    private final long jenkins;

    /** @param jenkins process id of Jenkins, a child of this process */
    ProcessorTimeReader(long jenkins) {
        this.jenkins = jenkins;
    }

    /**
     * Returns the time since the start of each program, of all its threads. The programs of the cluster are all other
     * children of this process; their time is zero if the cluster was started by somebody else.
     */
    Map<String, Duration> read() {
        ProcessHandle self = ProcessHandle.current();
        Map<String, Duration> times = new TreeMap<>();
        times.put("users", sum(Stream.of(self)));
        times.put("Jenkins", sum(self.children().filter(child -> child.pid() == jenkins)));
        times.put("Kubernetes", sum(self.descendants().filter(child -> child.pid() != jenkins)));
        return times;
    }

    private static Duration sum(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
