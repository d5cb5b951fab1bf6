package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import java.util.regex.Pattern;

/** Checks the text before and after the pipeline block of a Jenkinsfile. */
final class CodeOutsidePipelineValidator {
    // The possessive quantifiers (++, *+) keep the matcher from backtracking in a long text.
    private static final Pattern NO_CODE =
            Pattern.compile("(?:\\s++|;|#![^\\n]*+|//[^\\n\\r]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/)*+");

    private CodeOutsidePipelineValidator() {}

    /**
     * Returns true if a Jenkinsfile has only comments, white space and semicolons outside its pipeline block.
     *
     * @param text the whole Jenkinsfile
     * @param fromLine the line where the pipeline block begins; lines and columns count from 1, as in Groovy
     * @param toColumn the column after the last character of the pipeline block
     */
    static boolean isEmpty(String text, int fromLine, int fromColumn, int toLine, int toColumn) {
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
