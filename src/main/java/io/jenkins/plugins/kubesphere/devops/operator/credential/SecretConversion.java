package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of the conversion of a Secret.
 *
 * @param source the Secret as it was converted
 * @param credential empty if the Secret cannot be converted
 * @param problem what is wrong with the Secret, without its name; empty if it was converted
 * @param note what its owner should know although it was converted; may be empty
 */
record SecretConversion(Secret source, Optional<Credential> credential, String problem, String note) {

    /** Converts a Secret. Takes up to two seconds if {@link SecretConverters#isSlow} is true for it. */
    static SecretConversion of(Secret secret) {
        SecretReader reader = new SecretReader(secret);
        try {
            Credential credential = SecretConverters.convert(secret, reader);
            return new SecretConversion(secret, Optional.of(credential), "", reader.notes());
        } catch (InvalidSecretException e) {
            return failed(secret, e.getMessage());
        } catch (RuntimeException e) {
            return failed(secret, describeUnexpected(e));
        }
    }

    private static SecretConversion failed(Secret secret, String problem) {
        return new SecretConversion(secret, Optional.empty(), problem, "");
    }

    /** Describes an unexpected error without its message, because the message may quote a part of the Secret. */
    static String describeUnexpected(RuntimeException e) {
        return "it cannot be converted to a credential (" + e.getClass().getSimpleName()
                + "); check that its keys match its type";
    }

    /**
     * Returns true if this Secret has the same type, data, labels and annotations as the converted one. What the
     * operator itself writes on a Secret does not count: otherwise each slow Secret would be converted again after its
     * status was written.
     */
    boolean hasSameInput(Secret secret) {
        return Objects.equals(source.getType(), secret.getType())
                && Objects.equals(source.getData(), secret.getData())
                && Objects.equals(MetadataReader.labels(source), MetadataReader.labels(secret))
                && Objects.equals(inputAnnotations(source), inputAnnotations(secret));
    }

    private static Map<String, String> inputAnnotations(Secret secret) {
        Map<String, String> annotations = new HashMap<>(MetadataReader.annotations(secret));
        annotations.remove(Annotations.CREDENTIAL_SYNC_STATUS);
        annotations.remove(Annotations.CREDENTIAL_SYNC_MESSAGE);
        return annotations;
    }

    /** Does not show the Secret. */
    @Override
    public String toString() {
        return problem.isEmpty() ? "converted" : problem;
    }
}
