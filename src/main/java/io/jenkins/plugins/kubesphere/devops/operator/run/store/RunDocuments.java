package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.api.run.RunDocumentHash;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import java.util.Optional;

/**
 * What is stored of a run.
 *
 * @param status the build as JSON
 * @param stages the stages as JSON; empty if they are not known, so that those that are stored stay
 * @param completeness whether a part was left out because of the size
 */
record RunDocuments(String status, Optional<String> stages, Completeness completeness) {
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
        return RunDocumentHash.of(status + '\n' + stages.orElse("") + '\n' + completeness);
    }
}
