package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import hudson.console.ConsoleNote;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan.SkippedBranch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from the log of a scan which branches got no job, and why the scan failed. Jenkins stores this only in the log.
 * The patterns match the messages of the SCM plugins, which are not translated. For each skipped branch there are three
 * lines: {@code Checking branch x}, then what the branch lacks, then {@code Does not meet criteria}. If a plugin writes
 * other messages, fewer branches are reported. The texts are neither masked nor shortened; the caller does both.
 */
final class ScanLogReader {
    /**
     * The lines that name the branch that is checked: of Subversion, of Bitbucket, and of all other plugins. The first
     * pattern that matches is used.
     */
    private static final List<Pattern> CHECKED_BRANCH = List.of(
            Pattern.compile("Checking candidate branch (.+)@HEAD"),
            Pattern.compile("Checking (?:branch |tag |(?=PR-))(\\S+) from \\S+/\\S+(?: and (?:branch|tag) \\S+)?"),
            Pattern.compile(
                    "(?:Checking|Examining) (?:branch|tag|ref|pull[- ]request|merge[- ]request|MR|PR)\\b:? *(.+)"));

    /** The line that says that the branch gets no job. The Bitbucket plugin writes "Skipped". */
    private static final Pattern SKIPPED = Pattern.compile(".*Does not meet criteria.*|Skipped");

    private static final Pattern ERROR = Pattern.compile("(?:ERROR|FATAL): (.+)");
    /**
     * An error message of Git itself, or the message of an exception. Java prints the outer exception first, and the
     * others after {@code Caused by:}. Jenkins prints the inner one first, and the others after {@code Caused:}.
     */
    private static final Pattern CAUSE =
            Pattern.compile("(?:stderr: |(?<link>Caused by: |Caused: )?[\\w.$]+(?:Exception|Error): )(?<message>.+)");

    private static final String INNER = "Caused by: ";

    private static final Pattern TIMESTAMP = Pattern.compile("\\[[^]]*] ");

    private final List<SkippedBranch> skipped = new ArrayList<>();
    private int skippedTotal;

    /** The branch that is checked. */
    private String branch = "";

    /** The last message about that branch. */
    private String lastMessage = "";

    private String error = "";

    /** The message of the outermost exception, if there are several. */
    private String context = "";

    /** The message of the innermost exception. */
    private String cause = "";

    private ScanLogReader() {}

    /** @param log a file in UTF-8; if it does not exist, the result is empty */
    static ScanLog read(Path log) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            return read(lines, ConsoleNote::removeNotes);
        } catch (NoSuchFileException e) {
            return new ScanLog(List.of(), 0, "");
        }
    }

    /** @param removeNotes removes the console notes from a line; Jenkins shows these notes only on its web pages */
    static ScanLog read(BufferedReader lines, UnaryOperator<String> removeNotes) throws IOException {
        ScanLogReader reader = new ScanLogReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reader.accept(removeNotes.apply(line));
        }
        return reader.result();
    }

    private void accept(String line) {
        String trimmed = line.trim();
        Optional<String> checked = checkedBranch(trimmed);
        Matcher errors = ERROR.matcher(line);
        Matcher causes = CAUSE.matcher(line);
        if (checked.isPresent()) {
            branch = checked.get();
            lastMessage = "";
        } else if (SKIPPED.matcher(trimmed).matches()) {
            skippedTotal++;
            if (skipped.size() < BranchScan.MAX_SKIPPED) {
                skipped.add(new SkippedBranch(branch, lastMessage));
            }
        } else if (errors.matches()) {
            error = TIMESTAMP.matcher(errors.group(1)).replaceFirst("");
        } else if (causes.matches()) {
            addCause(causes.group("link"), causes.group("message"));
        } else if (!line.isBlank()) {
            lastMessage = trimmed;
        }
    }

    private void addCause(String link, String message) {
        if (link == null) {
            context = "";
            cause = message;
        } else if (link.equals(INNER)) {
            context = context.isEmpty() ? cause : context;
            cause = message;
        } else {
            context = message;
        }
    }

    private ScanLog result() {
        return new ScanLog(skipped, skippedTotal, cause.isEmpty() ? error : joinCauses());
    }

    /** The outer exception often says which project, and the inner one what is wrong with it. */
    private String joinCauses() {
        if (context.isEmpty() || cause.contains(context)) {
            return cause;
        }
        return context.contains(cause) ? context : context + ": " + cause;
    }

    private static Optional<String> checkedBranch(String line) {
        return CHECKED_BRANCH.stream()
                .map(pattern -> pattern.matcher(line))
                .filter(Matcher::matches)
                .map(found -> found.group(1).trim())
                .findFirst();
    }
}
