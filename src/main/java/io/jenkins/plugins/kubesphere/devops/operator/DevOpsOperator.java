package io.jenkins.plugins.kubesphere.devops.operator;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettings;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionSupervisor;
import io.jenkins.plugins.kubesphere.devops.operator.credential.CredentialSyncFactory;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SdkSession;
import io.jenkins.plugins.kubesphere.devops.operator.lease.HolderIdentity;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaderElection;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseGuardedEngine;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseGuardedSession;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts, supervises and stops the operator for its host. The operator runs in the background. It never ends the
 * process, and needs no restart, whatever happens in the cluster. Of all operators of a cluster only the one that holds
 * the Lease acts; the others wait for it.
 *
 * <p>The kinds that are not served yet have a session of their own. Their schemas are open: an object that cannot be
 * decoded stops the informer of its kind, and this must not stop the session of the served kinds.
 */
public final class DevOpsOperator implements AutoCloseable {
    /** Name of the session of projects, pipelines and runs in {@link #status}. */
    public static final String CORE_SESSION = "projects, pipelines and runs";

    private final HolderIdentity identity;
    private final String systemNamespace;
    private final LeaderElection election;
    private final List<SessionSupervisor> supervisors;
    private final CredentialSink credentials;

    /**
     * @param connection gives its settings for each new session, so that a renewed token or another kubeconfig is used
     * @param engine must be ready, because an item that it does not know counts as missing
     * @param credentials receives the credentials for the builds of the engine; with {@link CredentialSink#NONE} no
     *     Secret is read
     * @param listener called after each change of the status, on threads of the operator; must return quickly
     */
    public DevOpsOperator(
            OperatorSettings settings,
            ConnectionSettings connection,
            Engine engine,
            CredentialSink credentials,
            Consumer<SessionStatus> listener) {
        this(HolderIdentity.of(settings.instanceId()), settings, connection, engine, credentials, listener);
    }

    /** Creates an operator for an engine without credentials. */
    public DevOpsOperator(
            OperatorSettings settings, ConnectionSettings connection, Engine engine, Consumer<SessionStatus> listener) {
        this(settings, connection, engine, CredentialSink.NONE, listener);
    }

    private DevOpsOperator(
            HolderIdentity identity,
            OperatorSettings settings,
            ConnectionSettings connection,
            Engine engine,
            CredentialSink credentials,
            Consumer<SessionStatus> listener) {
        Clock clock = Clock.systemUTC();
        this.identity = identity;
        this.systemNamespace = settings.systemNamespace();
        this.credentials = credentials;
        this.election = new LeaderElection(
                identity,
                settings.systemNamespace(),
                settings.lease(),
                settings.retryTimings(),
                connection,
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
                        createReconcilerSupervisors(settings, connection, engine, clock, listener),
                        createCredentialSupervisor(settings, connection, clock, listener))
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

    /** Returns the status of each session; one of them is {@link #CORE_SESSION}. */
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
        credentials.clear();
        election.close();
    }

    /**
     * Stops this operator and creates a new one with other settings, which the caller starts. If the instance and the
     * system namespace are the same, the new operator keeps the Lease, so that no other instance can act in between and
     * end our runs. If one of them has changed, the Lease is released.
     */
    public DevOpsOperator closeAndCreateSuccessor(
            OperatorSettings settings,
            ConnectionSettings connection,
            Engine engine,
            CredentialSink credentials,
            Consumer<SessionStatus> listener) {
        supervisors.forEach(SessionSupervisor::close);
        if (credentials != this.credentials) {
            this.credentials.clear();
        }
        if (settings.instanceId().equals(identity.instanceId())
                && settings.systemNamespace().equals(systemNamespace)) {
            election.closeForSuccessor();
            return new DevOpsOperator(identity, settings, connection, engine, credentials, listener);
        }
        election.close();
        return new DevOpsOperator(settings, connection, engine, credentials, listener);
    }

    private void reopen() {
        supervisors.forEach(SessionSupervisor::reopen);
    }

    private void retry() {
        supervisors.forEach(SessionSupervisor::retry);
    }

    private Stream<SessionSupervisor> createReconcilerSupervisors(
            OperatorSettings settings,
            ConnectionSettings connection,
            Engine engine,
            Clock clock,
            Consumer<SessionStatus> listener) {
        UnservedReconcilerRegistration unserved = new UnservedReconcilerRegistration(settings, clock);
        return Stream.of(
                new SessionSupervisor(
                        CORE_SESSION,
                        () -> LeaseGuardedSession.open(
                                election,
                                connection,
                                (term, leasedConnection) -> SdkSession.open(
                                        leasedConnection,
                                        ClusterRequirements.CORE,
                                        settings.workers(),
                                        new CoreReconcilerRegistration(
                                                settings, new LeaseGuardedEngine(engine, term), clock))),
                        settings.retryTimings(),
                        clock,
                        listener),
                new SessionSupervisor(
                        "kinds not served yet",
                        () -> LeaseGuardedSession.open(
                                election,
                                connection,
                                (term, leasedConnection) ->
                                        SdkSession.open(leasedConnection, ClusterRequirements.UNSERVED, 2, unserved)),
                        settings.retryTimings(),
                        clock,
                        listener));
    }

    /**
     * Creates the supervisor of the credentials. From now on builds that need a credential wait, even before the
     * cluster is connected.
     */
    private Stream<SessionSupervisor> createCredentialSupervisor(
            OperatorSettings settings, ConnectionSettings connection, Clock clock, Consumer<SessionStatus> listener) {
        if (credentials == CredentialSink.NONE) {
            return Stream.of();
        }
        credentials.expect(settings.namespaces());
        CredentialSyncFactory syncFactory =
                new CredentialSyncFactory(credentials, settings.namespaces(), election, clock);
        return Stream.of(new SessionSupervisor(
                "credentials",
                () -> InformerSession.open(election.guard(connection), ClusterRequirements.CREDENTIALS, syncFactory),
                settings.retryTimings(),
                clock,
                listener));
    }
}
