package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import io.jenkins.plugins.kubesphere.devops.operator.project.ReservedNamespaces;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Creates a {@link CredentialSynchronizer} for each session. Credentials are read with or without the Lease, because a
 * build may be resumed on this instance although another instance holds the Lease. Secrets are only written with the
 * Lease.
 */
public final class CredentialSynchronizerFactory implements InformerSession.InformerGroupFactory {
    private final CredentialSink sink;
    private final Set<String> namespaces;
    private final ReservedNamespaces reservedNamespaces;
    private final boolean statusOnSecrets;
    private final Function<String, Preflight> requirements;
    private final LeaderElection election;
    private final Clock clock;

    /**
     * @param namespaces the namespaces whose Secrets are used; empty for all
     * @param reservedNamespaces the namespaces whose Secrets are never used
     * @param statusOnSecrets whether the operator writes on Secrets
     * @param requirements gives what must be allowed in a namespace, if not in the whole cluster
     */
    public CredentialSynchronizerFactory(
            CredentialSink sink,
            Set<String> namespaces,
            ReservedNamespaces reservedNamespaces,
            boolean statusOnSecrets,
            Function<String, Preflight> requirements,
            LeaderElection election,
            Clock clock) {
        this.sink = sink;
        this.namespaces = namespaces;
        this.reservedNamespaces = reservedNamespaces;
        this.statusOnSecrets = statusOnSecrets;
        this.requirements = requirements;
        this.election = election;
        this.clock = clock;
    }

    @Override
    public InformerSession.InformerGroup create() {
        return new CredentialSynchronizer(
                sink,
                namespaces,
                reservedNamespaces,
                requirements,
                client -> new SecretStatusReporter(client, election, clock, statusOnSecrets));
    }

    @Override
    public void onRequirementsMissing(List<LocalizableProblem> problems) {
        sink.markUnavailable(LocalizableProblem.join(problems));
    }
}
