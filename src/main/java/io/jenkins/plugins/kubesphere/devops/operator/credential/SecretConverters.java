package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Chooses the converter of a Secret, and with it the keys that are read. If the Secret has a type of KubeSphere, only
 * the type counts. Any other Secret may have the label of the plugin kubernetes-credentials-provider, and then only the
 * label counts. Without the label, the type counts. So a Secret of type Opaque needs the label.
 */
final class SecretConverters {
    private static final Map<String, SecretConverter> BY_TYPE = Map.of(
            SecretTypes.BASIC_AUTH, new UsernamePasswordConverter(),
            SecretTypes.SSH_AUTH, SshKeyConverter.withRequiredUsername("private_key"),
            SecretTypes.SECRET_TEXT, new SecretTextConverter("secret"),
            SecretTypes.KUBECONFIG, new KubeconfigConverter(),
            SecretTypes.CERTIFICATE, new CertificateConverter(),
            SecretTypes.FILE, new FileConverter(),
            SecretTypes.KUBERNETES_BASIC_AUTH, new UsernamePasswordConverter(),
            SecretTypes.KUBERNETES_SSH_AUTH, SshKeyConverter.withOptionalUsername("ssh-privatekey"),
            SecretTypes.KUBERNETES_TLS, new TlsConverter());

    private static final Map<String, SecretConverter> BY_LABEL = Map.of(
            "usernamePassword", new UsernamePasswordConverter(),
            "basicSSHUserPrivateKey", SshKeyConverter.withRequiredUsername("privateKey"),
            "secretText", new SecretTextConverter("text"),
            "secretFile", new FileConverter(),
            "certificate", new CertificateConverter());

    private static final List<String> LABELS =
            BY_LABEL.keySet().stream().sorted().toList();

    private SecretConverters() {}

    /** Returns true if the Secret is meant to be a credential: it has one of our types, or the label. */
    static boolean isCandidate(Secret secret) {
        return SecretTypes.ALL.contains(Objects.requireNonNullElse(secret.getType(), ""))
                || MetadataReader.labels(secret).containsKey(Labels.JENKINS_CREDENTIAL_TYPE);
    }

    /** Returns true if the conversion may take up to two seconds, because it opens a key store. */
    static boolean isSlow(Secret secret) {
        try {
            return converter(secret, MetadataReader.labels(secret)) instanceof CertificateConverter;
        } catch (InvalidSecretException e) {
            return false;
        }
    }

    /** @throws InvalidSecretException if the Secret cannot be converted; the message does not name the Secret */
    static Credential convert(Secret secret) throws InvalidSecretException {
        Map<String, String> labels = MetadataReader.labels(secret);
        if ("system".equalsIgnoreCase(labels.get(Labels.JENKINS_CREDENTIAL_SCOPE))) {
            throw new InvalidSecretException("label " + Labels.JENKINS_CREDENTIAL_SCOPE
                    + " is \"system\", and such a credential never reaches a project; remove the label");
        }
        return converter(secret, labels).convert(new SecretReader(secret));
    }

    private static SecretConverter converter(Secret secret, Map<String, String> labels) throws InvalidSecretException {
        String type = Objects.requireNonNullElse(secret.getType(), "");
        String label = labels.get(Labels.JENKINS_CREDENTIAL_TYPE);
        boolean isChosenByType = label == null || type.startsWith(SecretTypes.PREFIX);
        SecretConverter converter = isChosenByType ? BY_TYPE.get(type) : BY_LABEL.get(label);
        if (converter == null) {
            throw new InvalidSecretException(
                    isChosenByType
                            ? "type \"" + type + "\" is not one of " + String.join(", ", SecretTypes.ALL)
                                    + "; create a Secret of one of these types"
                            : "label " + Labels.JENKINS_CREDENTIAL_TYPE + " is \"" + label + "\", which is not one of "
                                    + String.join(", ", LABELS) + "; set it to one of them");
        }
        return converter;
    }
}
