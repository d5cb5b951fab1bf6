package io.jenkins.plugins.kubesphere.devops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads threads and heap of another JVM, with the jcmd of the JDK that runs this process and from /proc. */
final class JvmMetricsReader implements AutoCloseable {
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int POLL_MILLIS = 50;

    private final long pid;
    private final AtomicInteger peak = new AtomicInteger();
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();

    JvmMetricsReader(long pid) {
        this.pid = pid;
        sampler.scheduleWithFixedDelay(
                () -> peak.accumulateAndGet(readThreads(), Math::max), 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns the number of all threads of the process, also those of the JVM itself. */
    int readThreads() {
        try {
            Matcher threads = THREADS.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return threads.find() ? Integer.parseInt(threads.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the maximum number of threads since the last call, from 20 samples a second. */
    int takePeakThreads() {
        return peak.getAndSet(0);
    }

    /** Returns the used heap after a garbage collection, in MiB. */
    long readHeapMebibytes() {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) / 1024 : 0;
    }

    /** Returns how many objects of the classes of a package are alive, those of packages below it too. */
    long countObjects(String packageName) {
        Pattern line = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(packageName) + "\\.");
        return line.matcher(jcmd("GC.class_histogram"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private String jcmd(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }
}
