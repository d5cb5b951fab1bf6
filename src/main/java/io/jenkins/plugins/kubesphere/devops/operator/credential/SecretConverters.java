package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.operator.credential.opaque.MistypedCredentialDetector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses the converter of a Secret, and with it the keys that are read. If the Secret has a type of KubeSphere, only
 * the type counts. Any other Secret may have the label of the plugin kubernetes-credentials-provider, and then only the
 * label counts. Without the label, the type counts. So a Secret of type Opaque needs the label.
 */
final class SecretConverters {
    private static final Map<String, SecretConverter> BY_TYPE = Map.of(
            SecretTypes.BASIC_AUTH, new UsernamePasswordConverter(),
            SecretTypes.SSH_AUTH, new SshKeyConverter("private_key"),
            SecretTypes.SECRET_TEXT, new SecretTextConverter("secret"),
            SecretTypes.KUBECONFIG, new KubeconfigConverter(),
            SecretTypes.CERTIFICATE, new CertificateConverter(),
            SecretTypes.FILE, new FileConverter(),
            SecretTypes.KUBERNETES_BASIC_AUTH, new UsernamePasswordConverter(),
            SecretTypes.KUBERNETES_SSH_AUTH, new SshKeyConverter("ssh-privatekey"),
            SecretTypes.KUBERNETES_TLS, new TlsConverter());

    private static final Map<String, SecretConverter> BY_LABEL = Map.of(
            "usernamePassword", new UsernamePasswordConverter(),
            "basicSSHUserPrivateKey", new SshKeyConverter("privateKey"),
            "secretText", new SecretTextConverter("text"),
            "secretFile", new FileConverter(),
            "certificate", new CertificateConverter());

    private static final List<String> LABELS =
            BY_LABEL.keySet().stream().sorted().toList();

    private SecretConverters() {}

    /**
     * Returns true if the Secret is meant to be a credential: it has one of our types, one that begins like those of
     * KubeSphere, the label, or is of type Opaque with an annotation of credentials. The owner of such a Secret is told
     * if it is not a credential.
     */
    static boolean isCandidate(Secret secret) {
        String type = typeOf(secret);
        return SecretTypes.ALL.contains(type)
                || type.startsWith(SecretTypes.PREFIX)
                || MetadataReader.labels(secret).containsKey(Labels.JENKINS_CREDENTIAL_TYPE)
                || MistypedCredentialDetector.isMeantAsCredential(secret);
    }

    /** Returns true if there is a converter for the type or the label of the Secret, so that its data is needed. */
    static boolean hasConverter(Secret secret) {
        return find(secret).isPresent();
    }

    /** Returns true if the conversion may take up to two seconds, because it opens a key store. */
    static boolean isSlow(Secret secret) {
        return find(secret).filter(CertificateConverter.class::isInstance).isPresent();
    }

    /** @throws InvalidSecretException if the Secret cannot be converted; the message does not name the Secret */
    static Credential convert(Secret secret) throws InvalidSecretException {
        return convert(secret, new SecretReader(secret));
    }

    /**
     * Like {@link #convert(Secret)}.
     *
     * @param reader reads this Secret, and gets the notes
     */
    static Credential convert(Secret secret, SecretReader reader) throws InvalidSecretException {
        Map<String, String> labels = MetadataReader.labels(secret);
        if ("system".equalsIgnoreCase(labels.get(Labels.JENKINS_CREDENTIAL_SCOPE))) {
            throw new InvalidSecretException("label " + Labels.JENKINS_CREDENTIAL_SCOPE
                    + " is \"system\", and such a credential never reaches a project; remove the label");
        }
        return find(secret).orElseThrow(() -> refuse(secret)).convert(reader);
    }

    private static Optional<SecretConverter> find(Secret secret) {
        return Optional.ofNullable(
                isChosenByType(secret) ? BY_TYPE.get(typeOf(secret)) : BY_LABEL.get(labelOf(secret)));
    }

    private static InvalidSecretException refuse(Secret secret) {
        if (MistypedCredentialDetector.isMeantAsCredential(secret)) {
            return new InvalidSecretException(MistypedCredentialDetector.describeProblem(secret));
        }
        return new InvalidSecretException(
                isChosenByType(secret)
                        ? "type \"" + typeOf(secret) + "\" is not one of " + String.join(", ", SecretTypes.ALL)
                                + "; create a Secret of one of these types"
                        : "label " + Labels.JENKINS_CREDENTIAL_TYPE + " is \"" + labelOf(secret)
                                + "\", which is not one of " + String.join(", ", LABELS) + "; set it to one of them");
    }

    private static boolean isChosenByType(Secret secret) {
        return labelOf(secret) == null || typeOf(secret).startsWith(SecretTypes.PREFIX);
    }

    private static String typeOf(Secret secret) {
        return Objects.requireNonNullElse(secret.getType(), "");
    }

    private static String labelOf(Secret secret) {
        return MetadataReader.labels(secret).get(Labels.JENKINS_CREDENTIAL_TYPE);
    }
}
