package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

/** Normalizes line ends, so that texts that Jenkins only displays can be compared. */
public final class LineEndNormalizer {
    static final char LINE_SEPARATOR = '\u2028';

    private LineEndNormalizer() {}

    /**
     * Replaces all line ends by LF. When a person saves the job's page, Jenkins writes CR LF into descriptions and LF
     * into other texts; when Jenkins loads the job, U+2028 becomes LF. Do not use this for scripts and values, where a
     * different line end is a different text.
     */
    public static String normalize(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace(LINE_SEPARATOR, '\n');
    }
}
