package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential.UsernamePassword;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.util.Set;

/**
 * Converts a Secret with the keys {@code username} and {@code password}. Two types of Secrets and one label use these
 * names. One of the two may be missing or empty, as Kubernetes allows it: many servers take a token as the password,
 * and some take it as the user name.
 */
final class UsernamePasswordConverter implements SecretConverter {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    /** The keys of a login. The console adds the id when it changes a Secret. */
    private static final Set<String> KEYS = Set.of(USERNAME, PASSWORD, "id");

    @Override
    public Credential convert(SecretReader secret) throws InvalidSecretException {
        String username = secret.username(USERNAME, "");
        return new UsernamePassword(secret.description(), username, password(secret, username));
    }

    /** If the Secret has another key, the name of the key may be wrong, and a password is required. */
    private static SensitiveText password(SecretReader secret, String username) throws InvalidSecretException {
        SensitiveText password = secret.optionalSensitiveText(PASSWORD);
        if (!password.text().isEmpty() || username.isEmpty() || !secret.hasOnly(KEYS)) {
            return secret.requiredSensitiveText(PASSWORD);
        }
        secret.addNote(secret.describeKey(PASSWORD) + (secret.has(PASSWORD) ? " is empty" : " is missing")
                + ", so builds get an empty password");
        return password;
    }
}
