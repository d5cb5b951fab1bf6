package io.jenkins.plugins.kubesphere.devops.kubernetes.session;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiHealthInterceptor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
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
 * A session on plain informers, for objects that are chosen by a field: the Java Operator SDK knows no such selector, and would
 * keep all of them.
 */
public final class InformerSession implements Session {
    private static final Logger LOGGER = Logger.getLogger(InformerSession.class.getName());
    private static final long SYNC_SECONDS = 20;

    private final KubernetesClient client;
    private final ApiHealthInterceptor answers;
    private final Preflight preflight;
    private final Watched watched;
    private final List<? extends SharedIndexInformer<?>> informers;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** What is done with the objects, for one session. */
    public interface Watched extends AutoCloseable {
        /** Makes the informers, with their handlers, and does not start them. */
        List<? extends SharedIndexInformer<?>> informers(KubernetesClient client);

        /** All of them have listed. */
        void listed();

        /** Ends what it began itself; informers and client are closed after it. */
        @Override
        void close();
    }

    /** Makes what a session works with. */
    public interface Watcher {
        /** Begins a session. */
        Watched begin();

        /** The API server answers, and something is missing that somebody must bring: there will be no session before. */
        void missing(List<Problem> problems);
    }

    private InformerSession(
            KubernetesClient client, ApiHealthInterceptor answers, Preflight preflight, Watched watched) {
        this.client = client;
        this.answers = answers;
        this.preflight = preflight;
        this.watched = watched;
        this.informers = watched.informers(client);
    }

    /**
     * Opens a session; it has listed everything when this returns.
     *
     * @param connection asked once
     */
    public static InformerSession open(Connection connection, Preflight preflight, Watcher watcher)
            throws NotReadyException {
        ApiHealthInterceptor answers = new ApiHealthInterceptor();
        KubernetesClient client = ClientFactory.connect(connection, answers);
        boolean opened = false;
        try {
            List<Problem> problems = problems(client, preflight, watcher);
            if (!problems.isEmpty()) {
                throw new NotReadyException(problems);
            }
            InformerSession session = new InformerSession(client, answers, preflight, watcher.begin());
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

    private static List<Problem> problems(KubernetesClient client, Preflight preflight, Watcher watcher) {
        try {
            List<Problem> missing = preflight.missing(client);
            if (!missing.isEmpty()) {
                watcher.missing(missing);
            }
            return missing;
        } catch (KubernetesClientException e) {
            return preflight.problems(client);
        }
    }

    private void start() throws NotReadyException {
        CompletableFuture<?>[] starts = informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        informers.forEach(informer -> informer.stopped().whenComplete((nothing, error) -> {
            if (error != null) {
                failure.compareAndSet(null, failed(informer));
            }
        }));
        try {
            CompletableFuture.allOf(starts).get(SYNC_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException(Problem.of(InformerSession.class, "interrupted"));
        } catch (ExecutionException | TimeoutException e) {
            List<Problem> causes = preflight.problems(client);
            throw new NotReadyException(
                    causes.isEmpty() ? List.of(Problem.of(InformerSession.class, "unlisted")) : causes);
        }
        watched.listed();
    }

    /** Without the cause: a parser's words quote what they could not read. */
    private static NotReadyException failed(SharedIndexInformer<?> informer) {
        return new NotReadyException(Problem.of(
                InformerSession.class, "endedWatch", informer.getApiTypeClass().getSimpleName()));
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public List<String> unwatched() {
        return answers.unwatched().stream().sorted().toList();
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
        closeQuietly(watched);
        informers.forEach(informer -> closeQuietly(informer::stop));
        closeQuietly(client);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOGGER.log(Level.FINE, "closing a session", e);
        }
    }
}
