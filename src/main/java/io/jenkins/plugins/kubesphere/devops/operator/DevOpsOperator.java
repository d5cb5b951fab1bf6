package io.jenkins.plugins.kubesphere.devops.operator;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Session;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionSupervisor;
import io.jenkins.plugins.kubesphere.devops.operator.credential.CredentialSynchronizerFactory;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SdkSession;
import io.jenkins.plugins.kubesphere.devops.operator.lease.HolderIdentity;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeadershipTerm;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseGuardedEngine;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseGuardedSession;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts, supervises and stops the operator. The operator runs in the background. It never ends the
 * process, and needs no restart, whatever happens in the cluster. Of all operators of a cluster only the one that holds
 * the Lease acts; the others wait for it.
 *
 * <p>The kinds that are not supported yet have a session of their own. Their schemas are open: an object that cannot be
 * decoded stops the informer of its kind, and this must not stop the session of the served kinds.
 */
public final class DevOpsOperator implements AutoCloseable {
    /** Name of the session of projects, pipelines and runs in {@link #status}. */
    public static final String CORE_SESSION_NAME = "projects, pipelines and runs";

    private static final int UNSUPPORTED_WORKERS = 2;

    private final Clock clock;
    private final HolderIdentity identity;
    private final OperatorSettings settings;
    private final OperatorDependencies dependencies;
    private final LeaderElection election;
    private final List<SessionSupervisor> supervisors;

    public DevOpsOperator(OperatorSettings settings, OperatorDependencies dependencies) {
        this(settings, dependencies, Clock.systemUTC());
    }

    /** @param clock gives the times in conditions and Events, and those of timeouts; the Lease has its own clock */
    public DevOpsOperator(OperatorSettings settings, OperatorDependencies dependencies, Clock clock) {
        this(HolderIdentity.of(settings.instanceId()), settings, dependencies, clock);
    }

    private DevOpsOperator(
            HolderIdentity identity, OperatorSettings settings, OperatorDependencies dependencies, Clock clock) {
        this.clock = clock;
        this.identity = identity;
        this.settings = settings;
        this.dependencies = dependencies;
        this.election = new LeaderElection(
                identity,
                settings.systemNamespace(),
                settings.lease(),
                settings.retryTimings(),
                dependencies.connection(),
                ClusterRequirements.lease(settings.systemNamespace()),
                new LeaderElection.Listener() {
                    @Override
                    public void onLost() {
                        reopen();
                    }

                    @Override
                    public void onChanged() {
                        retry();
                    }
                });
        this.supervisors = Stream.concat(
                        Stream.of(createCoreSupervisor(), createUnsupportedSupervisor()),
                        createCredentialSupervisor().stream())
                .toList();
    }

    /** Starts the operator in the background and returns at once, whether or not the cluster can be reached. */
    public void start() {
        election.start();
        supervisors.forEach(SessionSupervisor::start);
    }

    /** Closes all sessions and opens new ones, because the connection settings have changed. */
    public void reconnect() {
        election.reconnect();
        reopen();
    }

    /** Returns the status of each session; one of them is {@link #CORE_SESSION_NAME}. */
    public List<SessionStatus> status() {
        return supervisors.stream().map(SessionSupervisor::status).toList();
    }

    /**
     * Stops the operator and releases the Lease. Running builds continue, and the operator finds them after its next
     * start.
     */
    @Override
    public void close() {
        supervisors.forEach(SessionSupervisor::close);
        dependencies.credentials().clear();
        election.close();
    }

    /**
     * Stops this operator and creates a new one with other settings, which the caller starts. If the instance and the
     * system namespace are the same, the new operator keeps the Lease, so that no other instance can act in between and
     * end our runs. If one of them has changed, the Lease is released.
     */
    public DevOpsOperator closeAndCreateSuccessor(OperatorSettings newSettings, OperatorDependencies newDependencies) {
        supervisors.forEach(SessionSupervisor::close);
        if (newDependencies.credentials() != dependencies.credentials()) {
            dependencies.credentials().clear();
        }
        if (newSettings.instanceId().equals(settings.instanceId())
                && newSettings.systemNamespace().equals(settings.systemNamespace())) {
            election.closeForSuccessor();
            return new DevOpsOperator(identity, newSettings, newDependencies, clock);
        }
        election.close();
        return new DevOpsOperator(newSettings, newDependencies, clock);
    }

    private void reopen() {
        supervisors.forEach(SessionSupervisor::reopen);
    }

    private void retry() {
        supervisors.forEach(SessionSupervisor::retry);
    }

    private SessionSupervisor createCoreSupervisor() {
        return createSupervisor(
                CORE_SESSION_NAME,
                () -> LeaseGuardedSession.open(election, dependencies.connection(), this::openCoreSession));
    }

    private Session openCoreSession(LeadershipTerm term, ConnectionSettingsProvider connection)
            throws SessionNotReadyException {
        Engine engine = new LeaseGuardedEngine(dependencies.engine(), term);
        return SdkSession.open(
                connection,
                ClusterRequirements.CORE,
                settings.workers(),
                new CoreReconcilerRegistration(settings, engine, clock));
    }

    private SessionSupervisor createUnsupportedSupervisor() {
        return createSupervisor(
                "templates and kinds not supported yet",
                () -> LeaseGuardedSession.open(election, dependencies.connection(), this::openUnsupportedSession));
    }

    private Session openUnsupportedSession(LeadershipTerm term, ConnectionSettingsProvider connection)
            throws SessionNotReadyException {
        return SdkSession.open(
                connection,
                ClusterRequirements.UNSUPPORTED,
                UNSUPPORTED_WORKERS,
                new UnsupportedKindRegistration(settings, clock));
    }

    /**
     * Creates the supervisor of the credentials, unless the engine has none. From now on builds that need a credential
     * wait, even before the cluster is connected.
     */
    private Optional<SessionSupervisor> createCredentialSupervisor() {
        CredentialSink credentials = dependencies.credentials();
        if (credentials == CredentialSink.NONE) {
            return Optional.empty();
        }
        credentials.beginLoading(settings.namespaces());
        CredentialSynchronizerFactory syncFactory = new CredentialSynchronizerFactory(
                credentials,
                settings.namespaces(),
                settings.reservedNamespaces(),
                settings.statusOnSecrets(),
                this::secretRequirements,
                election,
                clock);
        return Optional.of(createSupervisor(
                "credentials",
                () -> InformerSession.open(
                        election.guardWrites(dependencies.connection()),
                        ClusterRequirements.credentials(settings.namespaces(), settings.statusOnSecrets()),
                        syncFactory)));
    }

    /** An operator of all namespaces has checked its permission for the whole cluster before. */
    private Preflight secretRequirements(String namespace) {
        return settings.namespaces().isEmpty()
                ? new Preflight(List.of(), List.of())
                : ClusterRequirements.secretsIn(namespace, settings.statusOnSecrets());
    }

    private SessionSupervisor createSupervisor(String name, Session.Opener opener) {
        return new SessionSupervisor(name, opener, settings.retryTimings(), clock, dependencies.listener());
    }
}
