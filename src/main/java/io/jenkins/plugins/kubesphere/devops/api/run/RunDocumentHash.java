package io.jenkins.plugins.kubesphere.devops.api.run;

import io.jenkins.plugins.kubesphere.devops.api.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells whether a document of a run has changed: a run that still goes on changes its durations with each reading. */
public final class RunDocumentHash {
    // A quotation mark inside of a text has a backslash before it, so only names of fields match.
    private static final Pattern DURATION = Pattern.compile("\"durationInMillis\":\\d+");

    private RunDocumentHash() {}

    /**
     * Returns the hash of a document, the same for all documents that differ only in how long something has been running.
     *
     * @param text one or more documents in JSON, without blanks between names and values
     * @return 64 lower-case hexadecimal digits
     */
    public static String of(String text) {
        return Sha256.hexDigest(DURATION.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
    }
}
