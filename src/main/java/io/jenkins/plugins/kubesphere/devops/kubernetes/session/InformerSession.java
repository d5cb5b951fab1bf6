package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiHealthInterceptor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A session that uses the informers of the Kubernetes client directly, so that a field selector can choose the objects.
 * The Java Operator SDK does not support field selectors, and would cache all objects of the kind.
 */
public final class InformerSession implements Session {
    private static final Logger LOGGER = Logger.getLogger(InformerSession.class.getName());
    private static final long LIST_TIMEOUT_SECONDS = 20;

    private final KubernetesClient client;
    private final ApiHealthInterceptor health;
    private final Preflight preflight;
    private final InformerGroup group;
    private final List<? extends SharedIndexInformer<?>> informers;
    private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

    /** The informers of one session, with the handlers that process their objects. */
    public interface InformerGroup extends AutoCloseable {
        /** Creates the informers with their handlers, and does not start them. */
        List<? extends SharedIndexInformer<?>> createInformers(KubernetesClient client);

        /** Called once, after all informers have listed their objects. */
        void onListed();

        /**
         * Returns what the group cannot do although the session is open, such as reading one namespace of many. The
         * group tries again by itself.
         */
        List<LocalizableProblem> problems();

        /** Ends what the group itself started. The session closes informers and client afterwards. */
        @Override
        void close();
    }

    /** Creates the group of informers for each new session. */
    public interface InformerGroupFactory {
        /** Creates the group for a session that is about to start. */
        InformerGroup create();

        /**
         * Called when the API server answers, but something is missing in the cluster. No session can be opened until
         * somebody adds it.
         */
        void onRequirementsMissing(List<LocalizableProblem> problems);
    }

    private InformerSession(
            KubernetesClient client, ApiHealthInterceptor health, Preflight preflight, InformerGroup group) {
        this.client = client;
        this.health = health;
        this.preflight = preflight;
        this.group = group;
        boolean created = false;
        try {
            this.informers = group.createInformers(client);
            created = true;
        } finally {
            // Nobody gets the session, so nobody else can close the group.
            if (!created) {
                closeQuietly(group);
            }
        }
    }

    /**
     * Opens a session. When this method returns, all informers have listed their objects.
     *
     * @param connection its settings are read once
     */
    public static InformerSession open(
            ConnectionSettingsProvider connection, Preflight preflight, InformerGroupFactory factory)
            throws SessionNotReadyException {
        ApiHealthInterceptor health = new ApiHealthInterceptor();
        KubernetesClient client = ClientFactory.createForSession(connection, health);
        boolean opened = false;
        try {
            List<LocalizableProblem> problems = findProblems(client, preflight, factory);
            if (!problems.isEmpty()) {
                throw new SessionNotReadyException(problems);
            }
            InformerSession session = new InformerSession(client, health, preflight, factory.create());
            try {
                session.start();
                opened = true;
                return session;
            } finally {
                if (!opened) {
                    session.close();
                }
            }
        } finally {
            if (!opened) {
                client.close();
            }
        }
    }

    /**
     * Like {@link Preflight#problems}, but also tells the factory what is missing in the cluster, if the API server
     * answers.
     */
    private static List<LocalizableProblem> findProblems(
            KubernetesClient client, Preflight preflight, InformerGroupFactory factory) {
        try {
            List<LocalizableProblem> missing = preflight.missingRequirements(client);
            if (!missing.isEmpty()) {
                factory.onRequirementsMissing(missing);
            }
            return missing;
        } catch (KubernetesClientException e) {
            return preflight.problems(client);
        }
    }

    private void start() throws SessionNotReadyException {
        CompletableFuture<?>[] starts = informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        informers.forEach(informer -> informer.stopped().whenComplete((nothing, error) -> {
            if (error != null) {
                firstFailure.compareAndSet(null, createFailure(informer));
            }
        }));
        try {
            CompletableFuture.allOf(starts).get(LIST_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionNotReadyException(LocalizableProblem.of(InformerSession.class, "interrupted"));
        } catch (ExecutionException | TimeoutException e) {
            List<LocalizableProblem> causes = preflight.problems(client);
            throw new SessionNotReadyException(
                    causes.isEmpty() ? List.of(LocalizableProblem.of(InformerSession.class, "unlisted")) : causes);
        }
        group.onListed();
    }

    /**
     * Describes an informer that has ended, without the cause: the message of a parser may quote a part of a Secret.
     */
    private static SessionNotReadyException createFailure(SharedIndexInformer<?> informer) {
        return new SessionNotReadyException(LocalizableProblem.of(
                InformerSession.class, "endedWatch", informer.getApiTypeClass().getSimpleName()));
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(firstFailure.get());
    }

    @Override
    public List<String> unwatchedKinds() {
        return health.unwatchedKinds().stream().sorted().toList();
    }

    @Override
    public List<LocalizableProblem> partialProblems() {
        return group.problems();
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
        closeQuietly(group);
        informers.forEach(informer -> closeQuietly(informer::stop));
        closeQuietly(client);
    }

    private static void closeQuietly(AutoCloseable closeable) {
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
