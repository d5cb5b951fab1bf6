package io.jenkins.plugins.kubesphere.devops.jenkins.engine.log;

import hudson.console.ConsoleNote;
import java.nio.charset.StandardCharsets;

/** Finds the complete characters in a part of a log, which may begin and end inside a character or a note. */
final class LogPartDecoder {
    private static final byte ESCAPE = 0x1B;

    private final byte[] raw;

    /** @param raw the bytes of the part, in UTF-8 and with the notes for the UI */
    LogPartDecoder(byte[] raw) {
        this.raw = raw;
    }

    int length() {
        return raw.length;
    }

    /**
     * Cuts out the text from the first character of the part on, without notes.
     *
     * @param end where the text ends, if that is after its begin
     * @param isFull whether the part cannot be larger. Such a part is taken as it is if it has no complete character
     *     outside a note, although that cuts a very long note: otherwise the reader would stay at its offset for ever
     */
    Cut cut(int end, boolean isFull) {
        int start = startOfFirstCharacter();
        int last = end > start ? end : isFull ? raw.length : start;
        return new Cut(ConsoleNote.removeNotes(new String(raw, start, last - start, StandardCharsets.UTF_8)), last);
    }

    /**
     * A text that was cut out of a part.
     *
     * @param end index in the part after the text
     */
    record Cut(String text, int end) {}

    /** The index of the first character. Skips the last bytes of a character that begins before the offset. */
    int startOfFirstCharacter() {
        int start = 0;
        while (start < raw.length && isContinuation(raw[start])) {
            start++;
        }
        return start;
    }

    /** The end of the last complete character outside an unfinished note. */
    int endOfLastCharacter() {
        if (raw.length == 0) {
            // The part may be empty, because Jenkins returns only complete lines while the build runs.
            return 0;
        }
        int lead = raw.length - 1;
        while (lead > 0 && isContinuation(raw[lead])) {
            lead--;
        }
        int end = lead + characterLength(raw[lead]) <= raw.length ? raw.length : lead;
        int note = lastIndexOf(end, ConsoleNote.PREAMBLE);
        if (note >= 0 && lastIndexOf(end, ConsoleNote.POSTAMBLE) < note) {
            return note;
        }
        // The first bytes of a note's preamble may be at the end.
        for (int i = end - 1; i >= Math.max(0, end - ConsoleNote.PREAMBLE.length); i--) {
            if (raw[i] == ESCAPE && lastIndexOf(end, ConsoleNote.POSTAMBLE) < i) {
                return i;
            }
        }
        return end;
    }

    /** The end of the last complete line; 0 if there is none. */
    int endOfLastLine() {
        int end = raw.length;
        while (end > 0 && raw[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int characterLength(byte lead) {
        if ((lead & 0xE0) == 0xC0) {
            return 2;
        }
        if ((lead & 0xF0) == 0xE0) {
            return 3;
        }
        return (lead & 0xF8) == 0xF0 ? 4 : 1;
    }

    private int lastIndexOf(int end, byte[] wanted) {
        for (int i = end - wanted.length; i >= 0; i--) {
            int matched = 0;
            while (matched < wanted.length && raw[i + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
