package io.jenkins.plugins.kubesphere.devops.operator;

import io.fabric8.kubernetes.client.Version;
import io.javaoperatorsdk.operator.api.config.Utils;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
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
 * The operator as its host sees it: started, asked how it is, told that settings changed, stopped. It runs in the
 * background, never ends the process, and needs no restart whatever the cluster does. Of all operators on a cluster only
 * the one that holds the Lease acts; the others wait for it.
 *
 * <p>Kinds that are not served yet have a life cycle of their own: their schemas are open, and one object that cannot be
 * decoded ends the informer of its kind.
 */
public final class DevOpsOperator implements AutoCloseable {
    private final HolderIdentity identity;
    private final String systemNamespace;
    private final LeaderElection election;
    private final List<SessionSupervisor> lifecycles;
    private final CredentialSink credentials;

    /**
     * @param connection asked for its settings at every new session, so that a rotated token or another
     *     kubeconfig takes effect
     * @param engine must be ready: what it does not know counts as not there
     * @param credentials where the engine's builds find those of their project; {@link CredentialSink#NONE} if it has none, and
     *     then no Secret is read
     * @param listener told of each change in how the operator is doing, on its threads; must return quickly
     */
    public DevOpsOperator(
            OperatorSettings settings,
            Connection connection,
            Engine engine,
            CredentialSink credentials,
            Consumer<SessionStatus> listener) {
        this(HolderIdentity.of(settings.home()), settings, connection, engine, credentials, listener);
    }

    /** For an engine without credentials. */
    public DevOpsOperator(
            OperatorSettings settings, Connection connection, Engine engine, Consumer<SessionStatus> listener) {
        this(settings, connection, engine, CredentialSink.NONE, listener);
    }

    private DevOpsOperator(
            HolderIdentity identity,
            OperatorSettings settings,
            Connection connection,
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
                settings.pace(),
                connection,
                ClusterRequirements.lease(settings.systemNamespace()),
                new LeaderElection.Listener() {
                    @Override
                    public void lost() {
                        reopen();
                    }

                    @Override
                    public void changed() {
                        retry();
                    }
                });
        this.lifecycles = Stream.concat(
                        lifecycles(settings, connection, engine, clock, listener),
                        credentials(settings, connection, clock, listener))
                .toList();
    }

    private Stream<SessionSupervisor> lifecycles(
            OperatorSettings settings,
            Connection connection,
            Engine engine,
            Clock clock,
            Consumer<SessionStatus> listener) {
        UnservedReconcilerRegistration unserved = new UnservedReconcilerRegistration(settings, clock);
        return Stream.of(
                new SessionSupervisor(
                        "projects, pipelines and runs",
                        () -> LeaseGuardedSession.open(
                                election,
                                connection,
                                (term, leased) -> SdkSession.open(
                                        leased,
                                        ClusterRequirements.CORE,
                                        settings.workers(),
                                        new CoreReconcilerRegistration(
                                                settings, new LeaseGuardedEngine(engine, term), clock))),
                        settings.pace(),
                        clock,
                        listener),
                new SessionSupervisor(
                        "kinds not served yet",
                        () -> LeaseGuardedSession.open(
                                election,
                                connection,
                                (term, leased) -> SdkSession.open(leased, ClusterRequirements.UNSERVED, 2, unserved)),
                        settings.pace(),
                        clock,
                        listener));
    }

    /** Begins before anything is connected: whoever needs a credential waits from now on. */
    private Stream<SessionSupervisor> credentials(
            OperatorSettings settings, Connection connection, Clock clock, Consumer<SessionStatus> listener) {
        if (credentials == CredentialSink.NONE) {
            return Stream.of();
        }
        credentials.expect(settings.namespaces());
        CredentialSyncFactory watch = new CredentialSyncFactory(credentials, settings.namespaces(), election, clock);
        return Stream.of(new SessionSupervisor(
                "credentials",
                () -> InformerSession.open(election.guarding(connection), ClusterRequirements.CREDENTIALS, watch),
                settings.pace(),
                clock,
                listener));
    }

    /**
     * Stops this one and gives another in its place, not started yet, with other settings. If home and system namespace are the
     * same, the new one goes on holding the Lease: another controller does not begin in between, and end our runs.
     */
    public DevOpsOperator replacedBy(
            OperatorSettings settings,
            Connection connection,
            Engine engine,
            CredentialSink credentials,
            Consumer<SessionStatus> listener) {
        lifecycles.forEach(SessionSupervisor::close);
        if (credentials != this.credentials) {
            this.credentials.clear();
        }
        if (settings.home().equals(identity.home())
                && settings.systemNamespace().equals(systemNamespace)) {
            election.closeForSuccessor();
            return new DevOpsOperator(identity, settings, connection, engine, credentials, listener);
        }
        election.close();
        return new DevOpsOperator(settings, connection, engine, credentials, listener);
    }

    /** Names the libraries it stands on with their versions, for a log: which ones a host really loads is its own affair. */
    public static String libraries() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The framework looks for its version there, once; in Jenkins the loader is anybody's.
        thread.setContextClassLoader(DevOpsOperator.class.getClassLoader());
        try {
            return "Java Operator SDK " + Utils.VERSION.getSdkVersion() + ", Kubernetes client "
                    + Version.clientVersion();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Starts in the background; returns at once, whether or not the cluster is there. */
    public void start() {
        election.start();
        lifecycles.forEach(SessionSupervisor::start);
    }

    /** Connects anew, because the connection settings have changed. */
    public void reconnect() {
        election.reconnect();
        reopen();
    }

    private void reopen() {
        lifecycles.forEach(SessionSupervisor::reopen);
    }

    private void retry() {
        lifecycles.forEach(SessionSupervisor::retry);
    }

    /** Gives how each life cycle is doing; the first is the one that matters. */
    public List<SessionStatus> status() {
        return lifecycles.stream().map(SessionSupervisor::status).toList();
    }

    /** Stops, and lets go of the Lease. Builds go on; the next start picks them up. */
    @Override
    public void close() {
        lifecycles.forEach(SessionSupervisor::close);
        credentials.clear();
        election.close();
    }
}
