package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.text.NamePrefix;
import io.jenkins.plugins.kubesphere.devops.api.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes the name of a run from its delivery. The name is the same on each controller, and reveals nothing. */
final class DeliveryKey {
    private static final int DIGITS = 16;
    /** As of the names that other runs get. */
    private static final int MAX_LENGTH = 63;

    private DeliveryKey() {}

    /** A key of a delivery for one pipeline; empty if the delivery has no id. */
    static Optional<String> of(Delivery delivery, Pipeline pipeline) {
        return delivery.id()
                .map(id -> String.join(
                        "\n",
                        delivery.sender().toString(),
                        delivery.digest(),
                        pipeline.getMetadata().getUid(),
                        id))
                .map(text ->
                        Sha256.hexDigest(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS));
    }

    /** The name of the run that a key starts. */
    static String runName(String pipeline, String key) {
        return NamePrefix.of(pipeline, MAX_LENGTH - key.length()) + key;
    }
}
