package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.api.text.Sha256;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is stored of a run.
 *
 * @param status the build as JSON
 * @param stages the stages as JSON; empty if they are not known, so that those that are stored stay
 * @param completeness whether a part was left out because of the size
 */
record RunDocuments(String status, Optional<String> stages, Completeness completeness) {
    // A quotation mark inside of a text has a backslash before it, so only names of fields match.
    private static final Pattern DURATION = Pattern.compile("\"durationInMillis\":\\d+");

    /** Whether a part of the documents was left out. */
    enum Completeness {
        COMPLETE,
        TRUNCATED,
        /** The stages are those that are stored, and what is stored says whether they are complete. */
        AS_STORED
    }

    RunDocuments withStages(Optional<String> others) {
        return new RunDocuments(status, others, completeness);
    }

    boolean truncated() {
        return completeness == Completeness.TRUNCATED;
    }

    /** The size in bytes of UTF-8. */
    int size() {
        return AnnotationBudget.utf8Length(status) + AnnotationBudget.utf8Length(stages.orElse(null));
    }

    /** The same for all documents that differ only in how long something has been running. */
    String hash() {
        String text = status + '\n' + stages.orElse("") + '\n' + completeness;
        return Sha256.hexDigest(DURATION.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
    }
}
