package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialUsage;
import java.util.Optional;

/** Reads which builds have used a credential. See {@link Engine} for the rules of threads, errors and crashes. */
@FunctionalInterface
public interface CredentialUsageReader {
    /** The reader of an engine that has no credentials. */
    CredentialUsageReader NONE = name -> Optional.empty();

    /** @return empty if the engine does not have the credential, or nothing has used it yet */
    Optional<CredentialUsage> find(CredentialName name);
}
