package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the engine's credentials like the Secrets of the cluster. Whether or not we hold the Lease: a build may be resumed here
 * and nowhere else. What is written to Secrets goes through the Lease.
 */
public final class CredentialSyncFactory implements InformerSession.Watcher {
    private final CredentialSink shelf;
    private final Set<String> namespaces;
    private final LeaderElection election;
    private final Clock clock;

    /** @param namespaces whose Secrets count; empty for all */
    public CredentialSyncFactory(CredentialSink shelf, Set<String> namespaces, LeaderElection election, Clock clock) {
        this.shelf = shelf;
        this.namespaces = namespaces;
        this.election = election;
        this.clock = clock;
    }

    @Override
    public InformerSession.Watched begin() {
        return new CredentialSync(shelf, namespaces, client -> new SecretStatusReporter(client, election, clock));
    }

    @Override
    public void missing(List<Problem> problems) {
        shelf.unavailable(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
}
