package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import hudson.model.AbstractItem;
import hudson.model.ItemGroup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.file.AtomicTextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * Stores the next build number of each deleted branch. Jenkins deletes this number together with the branch job. When
 * the branch is created again, its builds continue with the stored number, also builds that Jenkins starts by itself.
 * The numbers are in a file of the multi-branch project, with one line for each branch: the next number, a space, and
 * the name of the branch job.
 */
public final class BranchBuildNumbers {
    private static final Logger LOGGER = Logger.getLogger(BranchBuildNumbers.class.getName());
    private static final String FILE = "kubesphere-devops-branch-numbers.txt";

    /** The maximum number of lines in the file. The branches that were deleted last are kept. */
    private static final int MAX_BRANCHES = 5_000;

    private static final Pattern LINE = Pattern.compile("(?<next>[0-9]{1,9}) (?<name>.+)");

    private BranchBuildNumbers() {}

    /** Stores the number of a branch. Call this when the job of the branch is deleted, but not its project. */
    public static void store(WorkflowJob branch) {
        if (branch.getNextBuildNumber() > 1) {
            change(branch, numbers -> {
                numbers.remove(branch.getName());
                numbers.put(branch.getName(), branch.getNextBuildNumber());
                return true;
            });
        }
    }

    /** Restores the number of a branch. Call this when the job of the branch was created, before its first build. */
    public static void restore(WorkflowJob branch) {
        change(branch, numbers -> {
            Integer next = numbers.remove(branch.getName());
            if (next != null && next > branch.getNextBuildNumber()) {
                branch.updateNextBuildNumber(next);
            }
            return next != null;
        });
    }

    private interface Change {
        /** Returns whether the numbers changed. */
        boolean apply(Map<String, Integer> numbers) throws IOException;
    }

    private static synchronized void change(WorkflowJob branch, Change change) {
        Path file = file(branch.getParent());
        try {
            Map<String, Integer> numbers = read(file);
            if (change.apply(numbers)) {
                write(file, numbers);
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The next build number of " + branch.getFullName() + " could not be stored or restored,"
                            + " so its builds may be numbered from 1 again; check the disk of Jenkins");
        }
    }

    private static Path file(ItemGroup<?> project) {
        return ((AbstractItem) project).getRootDir().toPath().resolve(FILE);
    }

    /**
     * Returns the next build number of each branch job; the branch that was deleted first comes first. A line that does
     * not have the format is ignored.
     */
    private static Map<String, Integer> read(Path file) throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    numbers.put(matcher.group("name"), Integer.valueOf(matcher.group("next")));
                }
            }
        } catch (NoSuchFileException e) {
            // No branch was deleted yet.
        }
        return numbers;
    }

    private static void write(Path file, Map<String, Integer> numbers) throws IOException {
        String text = numbers.entrySet().stream()
                .skip(Math.max(0, numbers.size() - MAX_BRANCHES))
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining());
        AtomicTextFile.write(file, writer -> writer.write(text));
    }
}
