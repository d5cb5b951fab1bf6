package io.jenkins.plugins.kubesphere.devops.existing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.existing.ExistingObjectFile.Expectation;
import java.util.Optional;

/**
 * What became of an object.
 *
 * @param state {@code ready}, {@code refused}, the phase of a run, or empty
 * @param reason reason of the condition; {@code SyncFailed} for a Secret that is refused
 * @param message what the user reads
 */
record ExistingObjectOutcome(String state, String reason, String message) {
    /**
     * Compares an object with what is expected of it.
     *
     * @param object null if it does not exist
     * @return what differs; empty if the object is as it should be
     */
    static Optional<String> findDifference(Expectation expected, ObjectNode object) {
        if (object == null) {
            return expected.verdict().equals("gone") ? Optional.empty() : Optional.of("it is gone");
        }
        ExistingObjectOutcome outcome =
                switch (ExistingObjectFile.kind(object)) {
                    case "Secret" -> ofSecret(object);
                    case "PipelineRun" -> ofRun(object);
                    default -> ofCondition(object, "Ready");
                };
        return outcome.matches(expected) ? Optional.empty() : Optional.of(expected + ", but it is " + outcome);
    }

    private boolean matches(Expectation expected) {
        return switch (expected.verdict()) {
            case "stored" -> true;
            case "ready" -> state.equals("ready");
            case "note" -> state.equals("ready") && message.contains(expected.rest());
            case "refused" -> {
                String[] words = expected.rest().split(" ", 2);
                yield state.equals("refused") && reason.equals(words[0]) && message.contains(words[1]);
            }
            case "ended" -> expected.rest().equals(state + " " + reason);
            default -> false;
        };
    }

    private static ExistingObjectOutcome ofSecret(ObjectNode secret) {
        JsonNode annotations = secret.at("/metadata/annotations");
        String status = annotations.path(Annotations.CREDENTIAL_SYNC_STATUS).asText();
        return new ExistingObjectOutcome(
                status.equals("successful") ? "ready" : status.equals("failed") ? "refused" : "",
                status.equals("failed") ? "SyncFailed" : "",
                annotations.path(Annotations.CREDENTIAL_SYNC_MESSAGE).asText());
    }

    private static ExistingObjectOutcome ofRun(ObjectNode run) {
        String phase = run.at("/status/phase").asText();
        ExistingObjectOutcome succeeded = ofCondition(run, "Succeeded");
        return new ExistingObjectOutcome(
                phase.equals("Succeeded") && run.at("/status").hasNonNull("completionTime") ? "ready" : phase,
                succeeded.reason,
                succeeded.message);
    }

    private static ExistingObjectOutcome ofCondition(ObjectNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                String status = condition.path("status").asText();
                return new ExistingObjectOutcome(
                        status.equals("True") ? "ready" : status.equals("False") ? "refused" : "",
                        condition.path("reason").asText(),
                        condition.path("message").asText());
            }
        }
        return new ExistingObjectOutcome("", "", "");
    }
}
