package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows which credentials of a namespace the engine has, and which Secrets are still to be converted before all
 * credentials of the namespace are there. Not thread-safe.
 */
final class NamespaceProgress {
    private final Set<CredentialName> provided = new HashSet<>();
    private final Set<CredentialName> awaited = new HashSet<>();
    private boolean listed;

    /** Notes that the Secrets of the namespace have been listed, and that each of them is to be handled. */
    void list(Collection<CredentialName> names) {
        listed = true;
        awaited.addAll(names);
        provided.retainAll(names);
    }

    void addProvided(CredentialName name) {
        provided.add(name);
    }

    void removeProvided(CredentialName name) {
        provided.remove(name);
    }

    /** Notes that a Secret was handled. Returns true if the namespace has just become complete. */
    boolean finish(CredentialName name) {
        awaited.remove(name);
        return checkComplete();
    }

    /** Returns true if all Secrets of the list are handled; once for each list. */
    boolean checkComplete() {
        boolean complete = listed && awaited.isEmpty();
        if (complete) {
            listed = false;
        }
        return complete;
    }

    /** Returns the names of the credentials that the engine has. */
    Set<CredentialName> provided() {
        return Set.copyOf(provided);
    }
}
