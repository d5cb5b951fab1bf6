package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;

/** Checks the signature of one delivery. It checks each secret once. For one thread. */
final class SignatureCheck {
    private final Delivery delivery;
    private final SigningSecretReader secrets;
    private final boolean isRequired;
    private final Map<SigningSecretReader.Reference, Boolean> checked = new HashMap<>();
    private boolean hasUnreadable;

    /** @param isRequired whether a pipeline without a secret starts nothing */
    SignatureCheck(Delivery delivery, SigningSecretReader secrets, boolean isRequired) {
        this.delivery = delivery;
        this.secrets = secrets;
        this.isRequired = isRequired;
    }

    /**
     * Whether the delivery may start a pipeline.
     *
     * @throws KapisException 503 if the API server does not answer
     */
    boolean accepts(Pipeline pipeline) {
        return secrets.secretFor(pipeline).map(this::isVerified).orElse(!isRequired);
    }

    private boolean isVerified(SigningSecretReader.Reference secret) {
        // Anyone can send a delivery without a proof, so it causes no request for a Secret.
        return delivery.proof().isPresent() && checked.computeIfAbsent(secret, this::isSignedWith);
    }

    /** A Secret that cannot be read must not keep the push from the pipelines with other Secrets. */
    private boolean isSignedWith(SigningSecretReader.Reference secret) {
        try {
            return secrets.read(secret).filter(delivery::isSignedWith).isPresent();
        } catch (KapisException e) {
            if (e.status() == HttpURLConnection.HTTP_UNAVAILABLE) {
                throw e;
            }
            hasUnreadable = true;
            return false;
        }
    }

    /** Whether one of the Secrets that were checked up to now cannot be read, so that the sender may know it. */
    boolean hasUnreadable() {
        return hasUnreadable;
    }

    /** Whether the sender knows the secret of a pipeline. False if the pipeline needs none. */
    boolean isVerifiedFor(Pipeline pipeline) {
        return secrets.secretFor(pipeline).filter(this::isVerified).isPresent();
    }

    /** Whether the sender knows one of the secrets that were checked up to now. */
    boolean isVerified() {
        return checked.containsValue(true);
    }

    /** Whether the sender knows the Secret of the settings. */
    boolean isVerifiedByDefaultSecret() {
        return secrets.defaultSecret().filter(this::isVerified).isPresent();
    }

    /** Whether a delivery without a proof is refused, whichever pipelines there are. */
    boolean isAlwaysRequired() {
        return isRequired || secrets.defaultSecret().isPresent();
    }
}
