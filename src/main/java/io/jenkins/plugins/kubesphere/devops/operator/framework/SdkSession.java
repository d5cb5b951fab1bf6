package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.processing.Controller;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiHealthInterceptor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerErrorTranslator;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Session;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A session that runs the Java Operator SDK, with settings that protect the process in which it runs: the SDK never
 * ends the process, and never creates a deleted object again. A session is never restarted; a new one replaces it.
 */
public final class SdkSession implements Session {
    private static final Logger LOGGER = Logger.getLogger(SdkSession.class.getName());
    /**
     * How many objects an informer reads with one request. One answer with all objects would need several times their
     * size in memory, and whoever creates runs decides the size.
     */
    public static final long LIST_LIMIT = 500;

    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration TERMINATION = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final ApiHealthInterceptor health;
    private final Preflight preflight;
    private final Operator operator;
    private final List<AutoCloseable> closeables;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Registers reconcilers with an operator that is not started yet. */
    @FunctionalInterface
    public interface Registration {
        /** @return what the session closes before it stops the operator */
        List<AutoCloseable> register(Operator operator, KubernetesClient client);
    }

    private SdkSession(
            KubernetesClient client,
            ApiHealthInterceptor health,
            Preflight preflight,
            int workers,
            Registration registration) {
        this.client = client;
        this.health = health;
        this.preflight = preflight;
        ReconcileExecutor executor = new ReconcileExecutor(FairExecutor.forShortTasks("reconcile", workers));
        this.operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(executor)
                .withMetrics(executor)
                .withConcurrentReconciliationThreads(workers)
                // If this is on, the framework adds a finalizer by the name of the object only. That would create an
                // object again that was deleted meanwhile.
                .withUseSSAToPatchPrimaryResource(false)
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(SYNC_TIMEOUT)
                .withReconciliationTerminationTimeout(TERMINATION)
                // The default handler ends the process. The framework also calls it at every normal stop, then without
                // an error.
                .withInformerStoppedHandler((informer, error) -> {
                    if (error != null) {
                        failure.compareAndSet(
                                null, InformerErrorTranslator.translate(informer.getApiTypeClass(), error));
                    }
                }));
        this.closeables = new ArrayList<>(registration.register(operator, client));
    }

    /**
     * Opens a session.
     *
     * @param connection its settings are read once
     * @param workers how many objects are reconciled at the same time, at most three quarters of them in one namespace;
     *     if there are many new runs, most workers wait for the queue of the engine
     */
    public static SdkSession open(
            ConnectionSettingsProvider connection, Preflight preflight, int workers, Registration registration)
            throws SessionNotReadyException {
        ApiHealthInterceptor health = new ApiHealthInterceptor();
        KubernetesClient client = ClientFactory.createForSession(connection, health);
        SdkSession session = null;
        try {
            List<LocalizableProblem> problems = preflight.problems(client);
            if (!problems.isEmpty()) {
                throw new SessionNotReadyException(problems);
            }
            session = new SdkSession(client, health, preflight, workers, registration);
            session.operator.start();
            // The framework treats an informer that has ended as one that is slow, so this is checked here.
            if (session.failure().isPresent()) {
                throw new SessionNotReadyException(
                        LocalizableProblem.quote(session.failure().get()));
            }
            return session;
        } catch (SessionNotReadyException | RuntimeException e) {
            if (session != null) {
                session.close();
            } else {
                client.close();
            }
            throw e;
        }
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public List<String> unwatchedKinds() {
        Stream<String> unhealthy = operator.getRegisteredControllers().stream()
                .filter(controller -> !controller
                        .getControllerHealthInfo()
                        .unhealthyInformerEventSourceHealthIndicators()
                        .isEmpty())
                .map(RegisteredController::getConfiguration)
                .map(configuration -> configuration.getResourceTypeName());
        return Stream.concat(unhealthy, health.unwatchedKinds().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public boolean wasRefused() {
        return health.wasRefusedSinceLastCall();
    }

    @Override
    public List<LocalizableProblem> diagnose() {
        return preflight.problems(client);
    }

    @Override
    public void close() {
        // If the thread is still interrupted from the opening, the framework would not stop everything.
        boolean interrupted = Thread.interrupted();
        closeables.forEach(this::closeQuietly);
        // The stop method of an operator that failed to start does nothing, and its informers would try to reconnect
        // for ever.
        operator.getRegisteredControllers().forEach(controller -> closeQuietly(((Controller<?>) controller)::stop));
        closeQuietly(operator::stop);
        closeQuietly(() ->
                operator.getConfigurationService().getExecutorServiceManager().stop(TERMINATION));
        closeQuietly(client);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOGGER.log(
                    Level.FINE,
                    "An informer or the client of a session could not be closed; this is not tried again",
                    e);
        }
    }
}
