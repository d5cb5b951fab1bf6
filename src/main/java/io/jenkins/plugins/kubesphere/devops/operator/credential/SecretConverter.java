package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;

/** Makes a credential of a Secret of one type: requires its keys, decodes them, builds the value. */
@FunctionalInterface
interface SecretConverter {
    /** @throws InvalidSecretException if it does not become one */
    Credential convert(SecretReader secret) throws InvalidSecretException;
}
