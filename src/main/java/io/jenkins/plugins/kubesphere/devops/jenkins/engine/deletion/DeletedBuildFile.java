package io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion;

import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.file.AtomicTextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The file in the directory of a job that says which runs had a build that was deleted, so that these runs are not
 * built again. It moves with the job, is not copied with it, and is deleted with it. Each line is for one deletion: the
 * number of the build and the UID of the run, and of a build that had ended its result, its start and its end in
 * milliseconds, with spaces in between. The number 0 says that the run may be built again. If several lines name a run,
 * the last one counts.
 *
 * <p>A line is appended for each deletion, and the file is shortened when it is larger than {@value #MAX_BYTES} bytes.
 * At least the newest {@value #MAX_BUILDS} builds stay in it. Thread-safe.
 */
public final class DeletedBuildFile {
    private static final Logger LOGGER = Logger.getLogger(DeletedBuildFile.class.getName());

    static final String NAME = "kubesphere-devops-deleted-builds.txt";

    static final int MAX_BUILDS = 10_000;

    /** A file of this size is shortened. It has more than twice the lines that it has afterwards. */
    static final int MAX_BYTES = 2_000_000;

    private static final int MAY_BE_BUILT_AGAIN = 0;

    private static final Pattern LINE = Pattern.compile("(?<number>[0-9]{1,10}) (?<uid>[!-~]{1,63})"
            + "(?: (?<result>[A-Z_]{1,30}) (?<start>[0-9]{1,15}) (?<end>[0-9]{1,15}))?");

    /** Only one thread writes at a time. Readers need no lock: they see a file without the line, or with it. */
    private static final Object WRITE_LOCK = new Object();

    private final Path file;

    DeletedBuildFile(Path directory) {
        file = directory.resolve(NAME);
    }

    /** The file of a job. Reads nothing. */
    public static DeletedBuildFile of(WorkflowJob job) {
        return new DeletedBuildFile(job.getRootDir().toPath());
    }

    /**
     * Records that the build of a run is being deleted. Does nothing if the directory of the job does not exist any
     * more. A UID that the API server cannot have given is not recorded.
     */
    public void add(String uid, DeletedBuild build) throws IOException {
        String end = build.hasEnded()
                ? " " + build.result() + " " + build.startedAt().toEpochMilli() + " "
                        + build.endedAt().toEpochMilli()
                : "";
        add(build.number() + " " + uid + end);
    }

    private void add(String line) throws IOException {
        if (!LINE.matcher(line).matches()) {
            return;
        }
        synchronized (WRITE_LOCK) {
            if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
                return;
            }
            append(line);
            shortenIfTooLarge();
        }
    }

    /** The line is stored already, so an error here must not look as if it were not. */
    private void shortenIfTooLarge() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                shorten();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> file + " could not be shortened; this is tried again later");
        }
    }

    /** Makes the file say that the run may be built again. Writes nothing if the file does not name the run. */
    public void remove(String uid) {
        if (find(uid, Instant.MIN).isPresent()) {
            try {
                add(MAY_BE_BUILT_AGAIN + " " + uid);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Returns the deleted build of a run.
     *
     * @param since the earliest time at which the build can have been deleted. An older file is not read
     * @throws IllegalStateException if the file cannot be read. The run must not be built then
     */
    public Optional<DeletedBuild> find(String uid, Instant since) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(since) ? Optional.empty() : findInFile(uid);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The deleted builds of a job cannot be read from " + file
                            + ". Make the file readable. Or delete it, but then a run is built again if its build was deleted"
                            + " before its result was read",
                    e);
        }
    }

    private Optional<DeletedBuild> findInFile(String uid) throws IOException {
        DeletedBuild found = null;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // Few lines match this cheap condition.
                if (line.contains(uid)) {
                    Matcher matcher = LINE.matcher(line);
                    found = matcher.matches() && matcher.group("uid").equals(uid) ? build(matcher) : found;
                }
            }
        }
        return Optional.ofNullable(found).filter(build -> build.number() != MAY_BE_BUILT_AGAIN);
    }

    /** A later version may know more results. */
    private static DeletedBuild build(Matcher line) {
        RunResult result = Arrays.stream(RunResult.values())
                .filter(known -> known.name().equals(line.group("result")))
                .findFirst()
                .orElse(RunResult.NONE);
        return result == RunResult.NONE
                ? DeletedBuild.unfinished(number(line))
                : new DeletedBuild(number(line), result, time(line, "start"), time(line, "end"));
    }

    private static Instant time(Matcher line, String group) {
        return Instant.ofEpochMilli(Long.parseLong(line.group(group)));
    }

    /** A person may have edited the file, so the number may be larger than one of Jenkins. */
    private static int number(Matcher line) {
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(line.group("number")));
    }

    /** Begins a new line if a full disk has cut the last one. */
    private void append(String line) throws IOException {
        // Not a channel, because the interruption of a thread that deletes a build would close it.
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            long end = open.length();
            open.seek(Math.max(0, end - 1));
            boolean lineIsCut = end > 0 && open.read() != '\n';
            open.seek(end);
            open.write(((lineIsCut ? "\n" : "") + line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void shorten() throws IOException {
        Map<String, String> newest = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                newest.remove(matcher.group("uid"));
                if (number(matcher) != MAY_BE_BUILT_AGAIN) {
                    newest.put(matcher.group("uid"), line);
                }
            }
        }
        String text = newest.values().stream()
                .skip(Math.max(0, newest.size() - MAX_BUILDS))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        AtomicTextFile.write(file, writer -> writer.write(text));
    }
}
