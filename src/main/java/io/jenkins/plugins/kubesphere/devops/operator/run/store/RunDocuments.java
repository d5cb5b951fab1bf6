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
 * @param truncated whether a part was left out because of the size
 */
record RunDocuments(String status, Optional<String> stages, boolean truncated) {
    // A quotation mark inside of a text has a backslash before it, so only names of fields match.
    private static final Pattern DURATION = Pattern.compile("\"durationInMillis\":\\d+");

    RunDocuments withStages(Optional<String> others) {
        return new RunDocuments(status, others, truncated);
    }

    /** The size in bytes of UTF-8. */
    int size() {
        return AnnotationBudget.utf8Length(status) + AnnotationBudget.utf8Length(stages.orElse(null));
    }

    /** The same for all documents that differ only in how long something has been running. */
    String hash() {
        String text = status + '\n' + stages.orElse("") + '\n' + truncated;
        return Sha256.hexDigest(DURATION.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
    }
}
