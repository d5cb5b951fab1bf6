package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import java.util.regex.Pattern;

/** What stands in a Jenkinsfile before and after its pipeline block. */
final class CodeOutsidePipeline {
    // Possessive: it never goes back, however much there is.
    private static final Pattern NO_CODE =
            Pattern.compile("(?:\\s++|;|#![^\\n]*+|//[^\\n\\r]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/)*+");

    private CodeOutsidePipeline() {}

    /**
     * Says whether there is nothing but comments around a part of a text.
     *
     * @param fromLine the line where the part begins; lines and columns count from 1, as Groovy does
     * @param toColumn the column after its last character
     */
    static boolean areEmpty(String text, int fromLine, int fromColumn, int toLine, int toColumn) {
        return isNoCode(text.substring(0, offset(text, fromLine, fromColumn)))
                && isNoCode(text.substring(offset(text, toLine, toColumn)));
    }

    private static boolean isNoCode(String text) {
        return NO_CODE.matcher(text).matches();
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
        }
        return Math.max(0, Math.min(start + column - 1, text.length()));
    }
}
