package io.jenkins.plugins.kubesphere.devops.operator.run.parameter;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.run.SecretKeyRef;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** A parameter whose value is in a Secret. Its messages name the Secret and the key, and contain no value. */
record SecretParameter(String namespace, String parameter, SecretKeyRef ref) {

    String secretName() {
        return Objects.requireNonNullElse(ref.name(), "");
    }

    /** Returns the value as it is, with a line break at its end if it has one. */
    String valueIn(Secret secret) throws UnreadableSecretException {
        Map<String, String> data = Objects.requireNonNullElse(secret.getData(), Map.of());
        String encoded = data.get(Objects.requireNonNullElse(ref.key(), ""));
        if (encoded == null) {
            throw new UnreadableSecretException(this + " takes its value from Secret " + namespace + "/" + secretName()
                    + ", which has no key \"" + ref.key() + "\"; add the key, or create a run that names another one");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            // The message of the exception is not shown: it could contain a part of the value.
        }
        throw new UnreadableSecretException(this + " takes its value from Secret " + namespace + "/" + secretName()
                + ", and the key \"" + ref.key() + "\" is not UTF-8 text without NUL characters; parameters are text."
                + " Write text to the key, or use the Secret as a credential of type file");
    }

    UnreadableSecretException missing() {
        return new UnreadableSecretException(this + " takes its value from Secret " + namespace + "/" + secretName()
                + ", which does not exist; create it with the key \"" + ref.key() + "\", or delete the run");
    }

    UnreadableSecretException forbidden() {
        return new UnreadableSecretException(this + " takes its value from Secret " + namespace + "/" + secretName()
                + ", which the plugin may not read; give its account the permission to list secrets in the namespace "
                + namespace + " (in the chart: plugin.credentialsFromSecrets and plugin.namespaces)");
    }

    @Override
    public String toString() {
        return "parameter \"" + parameter + "\"";
    }
}
