package io.jenkins.plugins.kubesphere.devops.realjenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The records of builds as they lie in a home. Read there and not asked for: a plugin that had two builds of one run would
 * tell of one.
 *
 * @param folder {@code builds} of a job
 */
public record BuildRecords(Path folder) {
    private static final Pattern UID = Pattern.compile(
            "<io\\.jenkins\\.plugins\\.kubesphere\\.devops\\.jenkins\\.engine\\.run\\.PipelineRunAction[^>]*>.*?<uid>([^<]*)</uid>",
            Pattern.DOTALL);
    private static final Pattern COMPLETED = Pattern.compile("\n  <completed>(true)</completed>");
    private static final Pattern RESULT = Pattern.compile("\n  <result>([A-Z_]+)</result>");
    private static final Pattern STARTED = Pattern.compile("\n  <startTime>([0-9]+)</startTime>");
    private static final Pattern DURATION = Pattern.compile("\n  <duration>([0-9]+)</duration>");

    /**
     * A build.
     *
     * @param uid of the run that it carries; empty for a build that somebody else started
     * @param result empty while it runs, unless a step has set one already
     * @param started it left the queue
     * @param ended empty while it runs
     */
    public record Recorded(int number, String uid, String result, Instant started, Optional<Instant> ended) {

        /** True once it is completed; then its log is, too. */
        public boolean over() {
            return ended.isPresent();
        }
    }

    /** All builds that have a record, by number. */
    public List<Recorded> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> builds = Files.list(folder)) {
            return builds.filter(build -> build.getFileName().toString().matches("\\d+"))
                    .filter(build -> Files.exists(build.resolve("build.xml")))
                    .map(BuildRecords::read)
                    .sorted(Comparator.comparing(Recorded::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The builds that carry a run's UID. */
    public List<Recorded> of(String uid) {
        return all().stream().filter(build -> build.uid().equals(uid)).toList();
    }

    /** How often a build was taken up again after the process that ran it was gone. */
    public int resumed(int number) {
        try {
            String log =
                    Files.readString(folder.resolve(Integer.toString(number)).resolve("log"), StandardCharsets.UTF_8);
            return log.split("(?m)^Resuming build at ", -1).length - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recorded read(Path build) {
        try {
            String xml = Files.readString(build.resolve("build.xml"), StandardCharsets.UTF_8);
            Instant started = Instant.ofEpochMilli(number(STARTED, xml));
            return new Recorded(
                    Integer.parseInt(build.getFileName().toString()),
                    first(UID, xml),
                    first(RESULT, xml),
                    started,
                    first(COMPLETED, xml).isEmpty()
                            ? Optional.empty()
                            : Optional.of(started.plusMillis(number(DURATION, xml))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Pattern pattern, String text) {
        String digits = first(pattern, text);
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
