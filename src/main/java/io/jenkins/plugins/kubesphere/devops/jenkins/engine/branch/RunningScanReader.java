package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import hudson.console.ConsoleNote;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads the state of a scan that has been running for a long time, often because a server does not answer or its limit
 * of requests is used up.
 */
public final class RunningScanReader {
    /** The system property with the number of seconds after which a scan is long. */
    public static final String SECONDS_PROPERTY = RunningScanReader.class.getName() + ".seconds";

    private static final int DEFAULT_SECONDS = 120;
    private static final int MAX_BYTES = 4_096;

    private RunningScanReader() {}

    /** Returns how long a scan runs before it is reported. */
    public static Duration longScanThreshold() {
        return Duration.ofSeconds(Long.getLong(SECONDS_PROPERTY, DEFAULT_SECONDS));
    }

    /**
     * Returns the state of a scan that has run for a long time.
     *
     * @param branches how many branches have a job
     * @return empty if the scan does not run, or not for a long time yet
     */
    static Optional<BranchScan> read(FolderComputation<?> scan, int branches) throws IOException {
        Instant startedAt = scan.getTimestamp().toInstant();
        if (!scan.isBuilding() || startedAt.plus(longScanThreshold()).isAfter(Instant.now())) {
            return Optional.empty();
        }
        return Optional.of(BranchScan.running(
                startedAt,
                findLastLineIfSilent(scan.getLogFile().toPath(), Instant.now(), ConsoleNote::removeNotes),
                branches));
    }

    /**
     * Returns the last line of the log if nothing was written after it for half of the time of a long scan. While a
     * scan makes progress, its last line changes often, so it is left out: it would cause a write of the Pipeline each
     * time.
     *
     * @param removeNotes as in {@link ScanLogReader}
     * @return empty text if there is no such line
     */
    static String findLastLineIfSilent(Path log, Instant now, UnaryOperator<String> removeNotes) throws IOException {
        if (!Files.exists(log)
                || Files.getLastModifiedTime(log)
                        .toInstant()
                        .plus(longScanThreshold().dividedBy(2))
                        .isAfter(now)) {
            return "";
        }
        return readEnd(log)
                .lines()
                .map(removeNotes)
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .map(String::strip)
                .orElse("");
    }

    private static String readEnd(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(MAX_BYTES, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            String text = new String(end, StandardCharsets.UTF_8);
            // A part of the first line could be a part of a secret, which is not found for masking.
            return end.length < file.length() ? text.substring(text.indexOf('\n') + 1) : text;
        }
    }
}
