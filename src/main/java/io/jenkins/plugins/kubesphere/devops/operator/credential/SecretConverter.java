package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;

/**
 * Converts a Secret of one type to a credential: checks that the Secret has the required keys, decodes their values and
 * creates the credential.
 */
@FunctionalInterface
interface SecretConverter {
    /** @throws InvalidSecretException if the Secret cannot be converted */
    Credential convert(SecretReader secret) throws InvalidSecretException;
}
