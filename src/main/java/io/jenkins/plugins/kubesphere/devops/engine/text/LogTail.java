package io.jenkins.plugins.kubesphere.devops.engine.text;

import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Selects the last lines of a build's log for a message: at most {@value #MAX_LINES} lines of {@value #LINE_LENGTH}
 * characters, and at most {@value #MAX_BYTES} bytes. Lines that Jenkins writes itself are left out: the start and end
 * of steps, frames of stack traces, the result of the build.
 */
public final class LogTail {
    /** How many bytes at the end of a log are read, however long the log is. */
    public static final int MAX_BYTES_READ = SecretMask.MAX_LINE_LENGTH;

    private static final int MAX_LINES = 10;
    private static final int LINE_LENGTH = 200;
    private static final int MAX_BYTES = 1024;

    /** Matches lines that are left out. Each may begin with a timestamp. */
    private static final Pattern IGNORED = Pattern.compile("(?:\\[[^]]*] )?(?:"
            + "\\s*"
            + "|\\[Pipeline].*"
            + "|Finished: [A-Z_]+"
            + "|(?:Also: +)?\\S+\\$ErrorId: .*"
            + "|\\s+at [\\w.$/<>@]+\\(.*\\)"
            + "|\\s+\\.\\.\\. \\d+ more)");

    private LogTail() {}

    /**
     * Returns the last lines, separated by line breaks.
     *
     * @param logEnd the end of the log up to its last character, without the console notes of Jenkins
     * @param isWholeLog true if this is the whole log. If false, the first line is left out: it may be incomplete and
     *     begin with a part of a secret
     * @return empty if no line is left
     */
    public static String extract(String logEnd, boolean isWholeLog, SecretMask mask) {
        List<String> lines = logEnd.lines().skip(isWholeLog ? 0 : 1).toList();
        Deque<String> tail = new ArrayDeque<>();
        int remaining = MAX_BYTES;
        for (int i = lines.size() - 1; i >= 0 && tail.size() < MAX_LINES; i--) {
            String line = ControlCharacterFilter.apply(lines.get(i)).stripTrailing();
            if (IGNORED.matcher(line).matches()) {
                continue;
            }
            String masked = TextTruncator.truncate(mask.apply(line), LINE_LENGTH);
            remaining -= masked.getBytes(StandardCharsets.UTF_8).length + 1;
            if (remaining < 0) {
                break;
            }
            tail.addFirst(masked);
        }
        return String.join("\n", tail);
    }
}
