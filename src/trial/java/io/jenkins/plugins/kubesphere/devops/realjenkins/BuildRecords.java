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
 * Reads the builds of a job from the files in the home of Jenkins. It does not ask the plugin, because the plugin would
 * report only one build even if a run had two by mistake.
 *
 * @param folder the folder {@code builds} of the job
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
     * The record of one build.
     *
     * @param uid UID of the PipelineRun; empty if the build was not started for a run
     * @param result empty while the build runs, unless a step has already set a result
     * @param started when the build left the queue
     * @param ended when the build ended; empty while it runs
     */
    public record BuildRecord(int number, String uid, String result, Instant started, Optional<Instant> ended) {

        /** Returns true if the build is completed. Then its log is complete, too. */
        public boolean hasEnded() {
            return ended.isPresent();
        }
    }

    /** All builds that have a record, sorted by number. */
    public List<BuildRecord> readAll() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> builds = Files.list(folder)) {
            return builds.filter(build -> build.getFileName().toString().matches("\\d+"))
                    .filter(build -> Files.exists(build.resolve("build.xml")))
                    .map(BuildRecords::read)
                    .sorted(Comparator.comparing(BuildRecord::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The builds with the UID of a run; with an empty UID, the builds without a run. */
    public List<BuildRecord> readWithUid(String uid) {
        return readAll().stream().filter(build -> build.uid().equals(uid)).toList();
    }

    /** Returns how many times Jenkins has resumed a build after a restart. */
    public int countResumptions(int number) {
        try {
            String log =
                    Files.readString(folder.resolve(Integer.toString(number)).resolve("log"), StandardCharsets.UTF_8);
            return log.split("(?m)^Resuming build at ", -1).length - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BuildRecord read(Path build) {
        try {
            String xml = Files.readString(build.resolve("build.xml"), StandardCharsets.UTF_8);
            Instant started = Instant.ofEpochMilli(number(STARTED, xml));
            return new BuildRecord(
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
