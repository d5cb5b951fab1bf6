package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialShelf;
import io.jenkins.plugins.kubesphere.devops.operator.lease.Election;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.InformerSession;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Keeps the engine's credentials like the Secrets of the cluster. Whether or not we hold the Lease: a build may be resumed here
 * and nowhere else. What is written to Secrets goes through the Lease.
 */
public final class CredentialWatch implements InformerSession.Watcher {
    private final CredentialShelf shelf;
    private final Set<String> namespaces;
    private final Election election;
    private final Clock clock;

    /** @param namespaces whose Secrets count; empty for all */
    public CredentialWatch(CredentialShelf shelf, Set<String> namespaces, Election election, Clock clock) {
        this.shelf = shelf;
        this.namespaces = namespaces;
        this.election = election;
        this.clock = clock;
    }

    @Override
    public InformerSession.Watched begin() {
        return new CredentialSync(shelf, namespaces, client -> new SecretReports(client, election, clock));
    }

    @Override
    public void missing(List<String> problems) {
        shelf.unavailable(String.join("; ", problems));
    }
}
