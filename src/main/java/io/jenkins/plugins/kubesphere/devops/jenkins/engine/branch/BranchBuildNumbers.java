package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;

import hudson.model.AbstractItem;
import hudson.model.ItemGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The build numbers of branches that are gone: a branch that comes back is numbered on, also by what Jenkins starts itself.
 * Jenkins forgets them with the job. Kept in a file of the multi-branch project, a line for each branch: the next number, a
 * space, the name of the job.
 */
public final class BranchBuildNumbers {
    private static final Logger LOGGER = Logger.getLogger(BranchBuildNumbers.class.getName());
    private static final String FILE = "kubesphere-devops-branch-numbers.txt";

    /** The branches that went last. */
    private static final int REMEMBERED = 5_000;

    private static final Pattern LINE = Pattern.compile("(?<next>[0-9]{1,9}) (?<name>.+)");

    private BranchBuildNumbers() {}

    /** To be called when the job of a branch is deleted, and its project is not. */
    public static void keep(WorkflowJob branch) {
        if (branch.getNextBuildNumber() > 1) {
            change(branch, numbers -> {
                numbers.remove(branch.getName());
                numbers.put(branch.getName(), branch.getNextBuildNumber());
                return true;
            });
        }
    }

    /** To be called when the job of a branch was made, before it is built. */
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
        boolean of(Map<String, Integer> numbers) throws IOException;
    }

    private static synchronized void change(WorkflowJob branch, Change change) {
        Path file = file(branch.getParent());
        try {
            Map<String, Integer> numbers = read(file);
            if (change.of(numbers)) {
                write(file, numbers);
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "The builds of " + branch.getFullName() + " may be numbered from 1 again");
        }
    }

    private static Path file(ItemGroup<?> project) {
        return ((AbstractItem) project).getRootDir().toPath().resolve(FILE);
    }

    /** Oldest first; a line that says nothing is left out. */
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
            // No branch has gone yet.
        }
        return numbers;
    }

    /** Whole or not at all. */
    private static void write(Path file, Map<String, Integer> numbers) throws IOException {
        List<String> lines = numbers.entrySet().stream()
                .skip(Math.max(0, numbers.size() - REMEMBERED))
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
