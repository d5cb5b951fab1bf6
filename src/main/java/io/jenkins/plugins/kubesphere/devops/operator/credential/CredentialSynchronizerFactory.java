package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import io.jenkins.plugins.kubesphere.devops.operator.project.ReservedNamespaces;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Creates a {@link CredentialSynchronizer} for each session. Credentials are read with or without the Lease, because a
 * build may be resumed on this instance although another instance holds the Lease. Secrets are only written with the
 * Lease.
 */
public final class CredentialSynchronizerFactory implements InformerSession.InformerGroupFactory {
    private final CredentialSink sink;
    private final Set<String> namespaces;
    private final ReservedNamespaces reservedNamespaces;
    private final LeaderElection election;
    private final Clock clock;

    /**
     * @param namespaces the namespaces whose Secrets are used; empty for all
     * @param reservedNamespaces the namespaces whose Secrets are never used
     */
    public CredentialSynchronizerFactory(
            CredentialSink sink,
            Set<String> namespaces,
            ReservedNamespaces reservedNamespaces,
            LeaderElection election,
            Clock clock) {
        this.sink = sink;
        this.namespaces = namespaces;
        this.reservedNamespaces = reservedNamespaces;
        this.election = election;
        this.clock = clock;
    }

    @Override
    public InformerSession.InformerGroup create() {
        return new CredentialSynchronizer(
                sink, namespaces, reservedNamespaces, client -> new SecretStatusReporter(client, election, clock));
    }

    @Override
    public void onRequirementsMissing(List<LocalizableProblem> problems) {
        sink.markUnavailable(problems.stream().map(LocalizableProblem::toString).collect(Collectors.joining("; ")));
    }
}
