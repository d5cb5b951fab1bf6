package io.jenkins.plugins.kubesphere.devops.operator.framework;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.processing.Controller;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiHealthInterceptor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Session;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.UndecodableResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A session on the Java Operator SDK, with the settings that keep it from harming its host: it never exits the process,
 * never creates what was deleted, and is thrown away as a whole rather than restarted.
 */
public final class SdkSession implements Session {
    private static final Logger LOGGER = Logger.getLogger(SdkSession.class.getName());
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration TERMINATION = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final ApiHealthInterceptor answers;
    private final Preflight preflight;
    private final Operator operator;
    private final List<AutoCloseable> attached;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Puts reconcilers onto an operator that is not started yet. */
    @FunctionalInterface
    public interface Registration {
        /** @return what to close with the session, before the operator is stopped */
        List<AutoCloseable> register(Operator operator, KubernetesClient client);
    }

    private SdkSession(
            KubernetesClient client,
            ApiHealthInterceptor answers,
            Preflight preflight,
            int workers,
            Registration registration) {
        this.client = client;
        this.answers = answers;
        this.preflight = preflight;
        ThreadPoolExecutor executor = workers(workers);
        this.operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(executor)
                .withConcurrentReconciliationThreads(workers)
                // On, a finalizer is applied by name alone, which creates an object anew that was deleted meanwhile.
                .withUseSSAToPatchPrimaryResource(false)
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(SYNC_TIMEOUT)
                .withReconciliationTerminationTimeout(TERMINATION)
                // The default one ends the process. It is also called at every normal stop, then without an error.
                .withInformerStoppedHandler((informer, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, UndecodableResource.of(informer.getApiTypeClass(), error));
                    }
                }));
        this.attached = new ArrayList<>(registration.register(operator, client));
    }

    /**
     * Opens a session.
     *
     * @param connection asked once
     * @param workers how many objects are reconciled at once; in a burst most of them wait for the engine's queue
     */
    public static SdkSession open(Connection connection, Preflight preflight, int workers, Registration registration)
            throws NotReadyException {
        ApiHealthInterceptor answers = new ApiHealthInterceptor();
        KubernetesClient client = ClientFactory.connect(connection, answers);
        SdkSession session = null;
        try {
            List<Problem> problems = preflight.problems(client);
            if (!problems.isEmpty()) {
                throw new NotReadyException(problems);
            }
            session = new SdkSession(client, answers, preflight, workers, registration);
            session.operator.start();
            // The framework takes an informer that ended at once for one that is late.
            if (session.failure().isPresent()) {
                throw new NotReadyException(
                        Problem.quoted(session.failure().get().getMessage()));
            }
            return session;
        } catch (NotReadyException | RuntimeException e) {
            if (session != null) {
                session.close();
            } else {
                client.close();
            }
            throw e;
        }
    }

    private static ThreadPoolExecutor workers(int workers) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(workers, workers, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "kubesphere-devops reconcile " + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public List<String> unwatched() {
        Stream<String> unhealthy = operator.getRegisteredControllers().stream()
                .filter(controller -> !controller
                        .getControllerHealthInfo()
                        .unhealthyInformerEventSourceHealthIndicators()
                        .isEmpty())
                .map(RegisteredController::getConfiguration)
                .map(configuration -> configuration.getResourceTypeName());
        return Stream.concat(unhealthy, answers.unwatched().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public boolean wasRefused() {
        return answers.refusedSinceLastAsked();
    }

    @Override
    public List<Problem> diagnose() {
        return preflight.problems(client);
    }

    @Override
    public void close() {
        // An interrupt that came while opening would make the framework skip what it should stop.
        boolean interrupted = Thread.interrupted();
        attached.forEach(this::closeQuietly);
        // Stopping an operator that failed to start does nothing, and its informers would try to reconnect for ever.
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
            LOGGER.log(Level.FINE, "closing a session", e);
        }
    }
}
