package io.jenkins.plugins.kubesphere.devops.engine.text;

/**
 * The character U+FEFF that some editors write before the first line of a file. Groovy would read it as a part of the
 * first word of a Jenkinsfile.
 */
public final class ByteOrderMark {
    private static final String MARK = "\uFEFF";

    private ByteOrderMark() {}

    /** Returns the text without a mark at its start. */
    public static String removeFrom(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}
