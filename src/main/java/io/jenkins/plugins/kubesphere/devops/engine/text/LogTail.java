package io.jenkins.plugins.kubesphere.devops.engine.text;

import io.jenkins.plugins.kubesphere.devops.api.ShortText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last lines of a build's log that say something, as a message can carry them: {@value #LINES} lines of {@value #LENGTH}
 * characters and {@value #BYTES} bytes at most. Left out is what Jenkins writes itself: which steps begin and end, frames of
 * stack traces, how the build finished.
 */
public final class LogTail {
    /** So much of a log's end is read, in bytes, however long the log is. */
    public static final int WINDOW = SecretMask.LONGEST_TEXT;

    private static final int LINES = 10;
    private static final int LENGTH = 200;
    private static final int BYTES = 1024;

    /** A timestamp may come first. */
    private static final Pattern IDLE = Pattern.compile("(?:\\[[^]]*] )?(?:"
            + "\\s*"
            + "|\\[Pipeline].*"
            + "|Finished: [A-Z_]+"
            + "|Also: +\\S+\\$ErrorId: .*"
            + "|\\s+at [\\w.$/<>@]+\\(.*\\)"
            + "|\\s+\\.\\.\\. \\d+ more)");

    private LogTail() {}

    /**
     * Gives the last lines, divided by line breaks.
     *
     * @param end of the log, up to its last character; without notes for the UI
     * @param whole true if that is all of the log; else the first line of it may be a part of one, and is not shown: it may
     *     begin with a part of a secret
     * @return empty if no line says anything
     */
    public static String of(String end, boolean whole, SecretMask mask) {
        List<String> lines = end.lines().skip(whole ? 0 : 1).toList();
        Deque<String> tail = new ArrayDeque<>();
        int room = BYTES;
        for (int i = lines.size() - 1; i >= 0 && tail.size() < LINES; i--) {
            String line = PlainText.of(lines.get(i)).stripTrailing();
            if (IDLE.matcher(line).matches()) {
                continue;
            }
            String shown = ShortText.of(mask.apply(line), LENGTH);
            room -= shown.getBytes(StandardCharsets.UTF_8).length + 1;
            if (room < 0) {
                break;
            }
            tail.addFirst(shown);
        }
        return String.join("\n", tail);
    }
}
