package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument;
import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument;
import io.jenkins.plugins.kubesphere.devops.engine.json.DocumentWriter;
import io.jenkins.plugins.kubesphere.devops.engine.json.StageListTrimmer;
import io.jenkins.plugins.kubesphere.devops.engine.json.StageListTrimmer.TrimmedStages;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunDocuments.Completeness;
import java.util.List;
import java.util.Optional;

/** Makes the documents of a run so small that they can be stored. */
final class StageDocumentTrimmer {
    private StageDocumentTrimmer() {}

    /**
     * Returns the documents as JSON.
     *
     * @param stages empty if they are not known
     * @param budget the maximum size of both documents together, in bytes of UTF-8
     */
    static RunDocuments trim(RunStatusDocument status, Optional<List<StageDocument>> stages, int budget) {
        RunStatusDocument shortStatus = trimStatus(status, budget / 2);
        String statusText = DocumentWriter.write(shortStatus);
        boolean truncated = shortStatus != status;
        if (stages.isEmpty()) {
            return new RunDocuments(
                    statusText, Optional.empty(), truncated ? Completeness.TRUNCATED : Completeness.AS_STORED);
        }
        TrimmedStages trimmed =
                StageListTrimmer.trim(stages.get(), Math.max(0, budget - AnnotationBudget.utf8Length(statusText)));
        truncated |= trimmed.truncated();
        return new RunDocuments(
                statusText, Optional.of(trimmed.json()), truncated ? Completeness.TRUNCATED : Completeness.COMPLETE);
    }

    /**
     * Returns the documents with stages that were stored before, which stay as they are.
     *
     * @param storedStages as JSON
     * @param budget the maximum size of both documents together, in bytes of UTF-8
     */
    static RunDocuments trimStatus(RunStatusDocument status, String storedStages, int budget) {
        int free = budget - AnnotationBudget.utf8Length(storedStages);
        return trim(status, Optional.empty(), Math.min(budget, 2 * Math.max(0, free)))
                .withStages(Optional.of(storedStages));
    }

    private static RunStatusDocument trimStatus(RunStatusDocument status, int budget) {
        return AnnotationBudget.utf8Length(DocumentWriter.write(status)) <= budget
                ? status
                : status.withChangeSet(List.of());
    }
}
