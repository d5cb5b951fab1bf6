package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;

/** Converts a Secret of one type to a credential: requires its keys, decodes them and builds the value. */
@FunctionalInterface
interface SecretConverter {
    /** @throws InvalidSecretException if the Secret cannot be converted */
    Credential convert(SecretReader secret) throws InvalidSecretException;
}
