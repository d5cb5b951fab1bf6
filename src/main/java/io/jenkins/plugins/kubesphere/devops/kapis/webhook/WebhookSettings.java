package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import java.util.Objects;

/**
 * The settings for signatures of webhooks.
 *
 * @param secret name of a Secret in the system namespace, with which pushes for pipelines without a secret of their own
 *     must be signed; empty for none
 * @param signatureRequired whether a push that no secret verifies starts nothing
 */
public record WebhookSettings(String secret, boolean signatureRequired) {
    /** The behavior of ks-devops: a push for a pipeline without a secret needs no signature. */
    public static final WebhookSettings DEFAULT = new WebhookSettings("", false);

    public WebhookSettings {
        Objects.requireNonNull(secret);
    }
}
