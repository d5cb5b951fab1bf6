package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import hudson.console.ConsoleNote;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan.LeftOut;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
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
 * What the log of a scan says of branches that got no job, and of its failure. Jenkins keeps that nowhere else. The words are
 * those of the SCM plugins, which nobody translates: {@code Checking branch x}, what the branch lacks, {@code Does not meet
 * criteria}. A source that says it otherwise leaves out less to be told.
 *
 * @param leftOut the first of them, as many as a {@link BranchScan} holds
 * @param leftOutTotal all of them
 * @param failure what an exception or Git said last, else the last error; empty if there was none
 */
record ScanLogReader(List<LeftOut> leftOut, int leftOutTotal, String failure) {
    /** How Subversion, Bitbucket and all others name what they look at; the first that fits. */
    private static final List<Pattern> CHECKING = List.of(
            Pattern.compile("Checking candidate branch (.+)@HEAD"),
            Pattern.compile("Checking (?:branch |tag |(?=PR-))(\\S+) from \\S+/\\S+(?: and (?:branch|tag) \\S+)?"),
            Pattern.compile(
                    "(?:Checking|Examining) (?:branch|tag|ref|pull[- ]request|merge[- ]request|MR|PR)\\b:? *(.+)"));

    /** The second is Bitbucket's word. */
    private static final Pattern UNFIT = Pattern.compile(".*Does not meet criteria.*|Skipped");

    private static final Pattern ERROR = Pattern.compile("(?:ERROR|FATAL): (.+)");
    /** What Git itself says, or the head of a stack trace. */
    private static final Pattern CAUSE =
            Pattern.compile("(?:stderr: |(?:Caused by: )?[\\w.$]+(?:Exception|Error): )(.+)");

    private static final Pattern STAMP = Pattern.compile("\\[[^]]*] ");
    private static final int LONGEST = 500;

    /** @param log encoded as UTF-8; none if it is not there */
    static ScanLogReader read(Path log) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            return read(lines, ConsoleNote::removeNotes);
        } catch (NoSuchFileException e) {
            return new ScanLogReader(List.of(), 0, "");
        }
    }

    /** @param plain takes out of a line what only Jenkins' pages show */
    static ScanLogReader read(BufferedReader lines, UnaryOperator<String> plain) throws IOException {
        List<LeftOut> leftOut = new ArrayList<>();
        int total = 0;
        String branch = "";
        String lastWord = "";
        String error = "";
        String cause = "";
        for (String raw = lines.readLine(); raw != null; raw = lines.readLine()) {
            String line = plain.apply(raw);
            String words = line.trim();
            Optional<String> checked = checked(words);
            Matcher errors = ERROR.matcher(line);
            Matcher causes = CAUSE.matcher(line);
            if (checked.isPresent()) {
                branch = checked.get();
                lastWord = "";
            } else if (UNFIT.matcher(words).matches()) {
                total++;
                if (leftOut.size() < BranchScan.MOST_LEFT_OUT) {
                    leftOut.add(new LeftOut(shown(branch), shown(lastWord)));
                }
            } else if (errors.matches()) {
                error = STAMP.matcher(errors.group(1)).replaceFirst("");
            } else if (causes.matches()) {
                cause = causes.group(1);
            } else if (!line.isBlank()) {
                lastWord = words;
            }
        }
        return new ScanLogReader(leftOut, total, shown(cause.isEmpty() ? error : cause));
    }

    private static Optional<String> checked(String line) {
        return CHECKING.stream()
                .map(pattern -> pattern.matcher(line))
                .filter(Matcher::matches)
                .map(found -> found.group(1).trim())
                .findFirst();
    }

    /** A URL may have a password in it. */
    private static String shown(String text) {
        String safe = SecretMask.LOGINS_ONLY.apply(text);
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "…";
    }
}
