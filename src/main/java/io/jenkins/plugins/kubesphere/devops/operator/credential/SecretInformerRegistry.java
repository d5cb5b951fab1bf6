package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Opens and closes the informers on Secrets, namespace by namespace. If the Secrets of one namespace cannot be read,
 * this is reported and tried again, and the other namespaces are not affected. The methods return quickly and may be
 * called from any thread.
 */
final class SecretInformerRegistry implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SecretInformerRegistry.class.getName());
    private static final long MAX_DELAY_SECONDS = 60;
    private static final Set<String> READ_VERBS = Set.of("list", "watch");

    private final KubernetesClient client;
    private final Function<String, Preflight> requirements;
    private final Listener listener;
    private final Map<String, NamespaceSecretInformers> open = new ConcurrentHashMap<>();
    private final Map<String, List<LocalizableProblem>> problems = new ConcurrentSkipListMap<>();
    private final ScheduledThreadPoolExecutor executor = WorkerPoolFactory.createScheduled("credential informers", 1);

    /** Is called on any thread and must return quickly. */
    interface Listener {
        /** All Secrets of the namespace have been listed. */
        void onListed(String namespace);

        /** A Secret was added, changed or deleted. */
        void onChanged(CredentialName name);

        /** The Secrets of the namespace cannot be read until a person fixes the problems. */
        void onUnavailable(String namespace, List<LocalizableProblem> problems);
    }

    /** @param requirements gives what the operator needs to read and write the Secrets of a namespace */
    SecretInformerRegistry(KubernetesClient client, Function<String, Preflight> requirements, Listener listener) {
        this.client = client;
        this.requirements = requirements;
        this.listener = listener;
    }

    /** Opens the informers of a namespace, and opens them again whenever they fail. */
    void open(String namespace) {
        NamespaceSecretInformers informers = new NamespaceSecretInformers(client, namespace, listener::onChanged);
        if (open.putIfAbsent(namespace, informers) == null) {
            schedule(() -> openIfAllowed(namespace, informers, 1), 0);
        }
    }

    /** Closes the informers of a namespace. */
    void close(String namespace) {
        NamespaceSecretInformers informers = open.remove(namespace);
        problems.remove(namespace);
        if (informers != null) {
            informers.close();
        }
    }

    /**
     * Starts the informers, unless it is known that the API server would refuse. The client library logs each refusal
     * with a stack trace, and this would be repeated as long as the permission is missing.
     *
     * @param retrySeconds seconds to wait before the next attempt if this one fails
     */
    private void openIfAllowed(String namespace, NamespaceSecretInformers informers, long retrySeconds) {
        List<LocalizableProblem> missing = findMissing(requirements.apply(namespace));
        boolean unreadable =
                !missing.isEmpty() && !findMissing(readRequirements(namespace)).isEmpty();
        open.computeIfPresent(namespace, (name, current) -> {
            if (current == informers && unreadable) {
                problems.put(name, missing);
                listener.onUnavailable(name, missing);
                schedule(
                        () -> openIfAllowed(name, informers, Math.min(retrySeconds * 2, MAX_DELAY_SECONDS)),
                        retrySeconds);
            } else if (current == informers) {
                start(name, informers, retrySeconds);
            }
            return current;
        });
    }

    /** Returns nothing if the API server does not answer: then the informers fail, too, and are opened again. */
    private List<LocalizableProblem> findMissing(Preflight preflight) {
        try {
            return preflight.missingRequirements(client);
        } catch (KubernetesClientException e) {
            LOGGER.log(Level.FINE, "The permissions for Secrets could not be checked; they are checked again later", e);
            return List.of();
        }
    }

    /** The requirements without those to write. */
    private Preflight readRequirements(String namespace) {
        return new Preflight(
                List.of(),
                requirements.apply(namespace).permissions().stream()
                        .map(permission -> permission.withVerbs(permission.verbs().stream()
                                .filter(READ_VERBS::contains)
                                .toList()))
                        .toList());
    }

    /** @param retrySeconds seconds to wait before the next attempt if this one fails */
    private void start(String namespace, NamespaceSecretInformers informers, long retrySeconds) {
        informers.start(() -> restartLater(namespace, informers, retrySeconds)).whenComplete((nothing, error) -> {
            if (error == null) {
                problems.remove(namespace);
                listener.onListed(namespace);
                schedule(() -> checkPermissions(namespace, informers, 1), 0);
            } else {
                schedule(() -> reportUnlisted(namespace, informers), 0);
                restartLater(namespace, informers, retrySeconds);
            }
        });
    }

    private void restartLater(String namespace, NamespaceSecretInformers failed, long delaySeconds) {
        failed.close();
        schedule(
                () -> {
                    NamespaceSecretInformers next =
                            new NamespaceSecretInformers(client, namespace, listener::onChanged);
                    // Replaces nothing if the namespace was closed meanwhile, or was closed and opened again.
                    if (open.replace(namespace, failed, next)) {
                        openIfAllowed(namespace, next, Math.min(delaySeconds * 2, MAX_DELAY_SECONDS));
                    }
                },
                delaySeconds);
    }

    private void reportUnlisted(String namespace, NamespaceSecretInformers informers) {
        List<LocalizableProblem> missing = findMissing(requirements.apply(namespace));
        setProblems(
                namespace,
                informers,
                missing.isEmpty()
                        ? List.of(LocalizableProblem.of(SecretInformerRegistry.class, "unlistedSecrets", namespace))
                        : missing);
        if (!missing.isEmpty() && open.get(namespace) == informers) {
            listener.onUnavailable(namespace, missing);
        }
    }

    /** Checks the permissions until nothing is missing: Secrets may be readable although writing them is refused. */
    private void checkPermissions(String namespace, NamespaceSecretInformers informers, long retrySeconds) {
        List<LocalizableProblem> missing = findMissing(requirements.apply(namespace));
        setProblems(namespace, informers, missing);
        if (!missing.isEmpty() && open.get(namespace) == informers) {
            long next = Math.min(retrySeconds * 2, MAX_DELAY_SECONDS);
            schedule(() -> checkPermissions(namespace, informers, next), retrySeconds);
        }
    }

    private void setProblems(String namespace, NamespaceSecretInformers informers, List<LocalizableProblem> found) {
        open.computeIfPresent(namespace, (name, current) -> {
            if (current == informers) {
                problems.put(name, found);
            }
            return current;
        });
    }

    private void schedule(Runnable task, long delaySeconds) {
        try {
            executor.schedule(task, delaySeconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The Secrets of a namespace are not read, because the session is closing", e);
        }
    }

    Optional<Secret> find(CredentialName name) {
        return Optional.ofNullable(open.get(name.namespace())).flatMap(informers -> informers.find(name.id()));
    }

    /** Returns the names of all Secrets of a namespace that are meant to be credentials. */
    List<CredentialName> names(String namespace) {
        return Optional.ofNullable(open.get(namespace))
                .map(NamespaceSecretInformers::names)
                .orElse(List.of());
    }

    /** Whether a Secret of the namespace that is not found does not exist. */
    boolean isListed(String namespace) {
        return Optional.ofNullable(open.get(namespace))
                .map(NamespaceSecretInformers::isListed)
                .orElse(false);
    }

    /** Returns what keeps some namespaces from being read or written; empty if nothing does. */
    List<LocalizableProblem> problems() {
        return problems.values().stream().flatMap(List::stream).distinct().toList();
    }

    @Override
    public void close() {
        executor.shutdownNow();
        List.copyOf(open.keySet()).forEach(this::close);
    }
}
