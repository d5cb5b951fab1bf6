package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairQueue;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import io.jenkins.plugins.kubesphere.devops.operator.project.ReservedNamespaces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Keeps the credentials of the engine in sync with the Secrets of the projects' namespaces during one session. {@link
 * NamespaceProjectFinder} says which namespaces these are; no other Secrets are read. From an event only the name of
 * the Secret is used. One thread then reads the current state of the Secret from the informers, and calls the sink. Key
 * stores, which take long, are converted on other threads.
 */
final class CredentialSynchronizer implements InformerSession.InformerGroup, SecretInformerRegistry.Listener {
    private static final Logger LOGGER = Logger.getLogger(CredentialSynchronizer.class.getName());
    private static final int KEY_STORE_THREADS = 2;
    private static final long CLOSE_SECONDS = 5;

    private final CredentialSink sink;
    private final Set<String> servedNamespaces;
    private final ReservedNamespaces reservedNamespaces;
    private final Function<String, Preflight> requirements;
    private final Function<KubernetesClient, SecretStatusReporter> reporterFactory;
    private final Set<CredentialName> queued = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor executor = WorkerPoolFactory.createSingle("credentials");
    private final FairQueue<String, CredentialName> keyStores =
            new FairQueue<>("key stores", KEY_STORE_THREADS, this::convertKeyStore);
    // These three are used only by the thread of the executor.
    private final Map<String, NamespaceProgress> watched = new HashMap<>();
    private final Map<CredentialName, SecretConversion> keyStoreConversions = new HashMap<>();
    private boolean listed;
    private NamespaceProjectFinder projectFinder;
    private SecretInformerRegistry informers;
    private SecretStatusReporter reporter;

    /**
     * @param servedNamespaces the namespaces whose Secrets are used; empty for all
     * @param reservedNamespaces the namespaces whose Secrets are never used
     * @param requirements gives what must be allowed in a namespace, if not in the whole cluster
     */
    CredentialSynchronizer(
            CredentialSink sink,
            Set<String> servedNamespaces,
            ReservedNamespaces reservedNamespaces,
            Function<String, Preflight> requirements,
            Function<KubernetesClient, SecretStatusReporter> reporterFactory) {
        this.sink = sink;
        this.servedNamespaces = servedNamespaces;
        this.reservedNamespaces = reservedNamespaces;
        this.requirements = requirements;
        this.reporterFactory = reporterFactory;
    }

    /** Creates the informers on namespaces and projects. Those on Secrets are opened later, for each namespace. */
    @Override
    public List<? extends SharedIndexInformer<?>> createInformers(KubernetesClient client) {
        reporter = reporterFactory.apply(client);
        informers = new SecretInformerRegistry(client, requirements, this);
        projectFinder = new NamespaceProjectFinder(
                client, servedNamespaces, reservedNamespaces, namespace -> submit(() -> syncNamespace(namespace)));
        return projectFinder.informers();
    }

    @Override
    public void onListed() {
        submit(() -> {
            listed = true;
            Set<String> found = projectFinder.watchedNamespaces();
            sink.retainNamespaces(found.stream()
                    .filter(namespace -> projectFinder.find(namespace).isPresent())
                    .collect(Collectors.toSet()));
            found.forEach(this::watch);
        });
    }

    /** Opens or closes the informers of a namespace if this is necessary. */
    private void syncNamespace(String namespace) {
        if (!listed) {
            // A namespace may seem not to belong to a project until both informers have listed their objects.
            return;
        }
        if (!projectFinder.isWatched(namespace)) {
            unwatch(namespace);
        } else if (watched.containsKey(namespace)) {
            informers.names(namespace).forEach(this::onChanged);
        } else {
            if (projectFinder.find(namespace).isPresent()) {
                sink.beginLoading(namespace);
            }
            watch(namespace);
        }
    }

    private void watch(String namespace) {
        if (watched.putIfAbsent(namespace, new NamespaceProgress()) == null) {
            informers.open(namespace);
        }
    }

    private void unwatch(String namespace) {
        if (watched.remove(namespace) != null) {
            informers.close(namespace);
            keyStores.removeGroup(namespace);
            keyStoreConversions.keySet().removeIf(name -> name.namespace().equals(namespace));
            reporter.forget(namespace);
            sink.markComplete(namespace, Set.of());
        }
    }

    @Override
    public void onListed(String namespace) {
        submit(() -> {
            NamespaceProgress progress = watched.get(namespace);
            // The informers that were listed may have been replaced meanwhile. The new ones are listed later.
            if (progress != null && informers.isListed(namespace)) {
                List<CredentialName> names = informers.names(namespace);
                progress.list(names);
                names.forEach(this::onChanged);
                markIfComplete(namespace, progress.checkComplete());
            }
        });
    }

    @Override
    public void onUnavailable(String namespace, List<LocalizableProblem> problems) {
        submit(() -> {
            if (watched.containsKey(namespace)) {
                sink.markUnavailable(namespace, LocalizableProblem.join(problems));
            }
        });
    }

    @Override
    public List<LocalizableProblem> problems() {
        return informers.problems();
    }

    @Override
    public void onChanged(CredentialName name) {
        if (queued.add(name)) {
            submit(() -> {
                queued.remove(name);
                sync(name);
            });
        }
    }

    private void submit(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "A change of a Secret was not processed, because the session is closing", e);
        }
    }

    private void sync(CredentialName name) {
        try {
            Optional<Secret> secret = informers.find(name);
            Optional<String> project = projectFinder.find(name.namespace());
            if (secret.isEmpty() && !informers.isListed(name.namespace())) {
                // The Secret may exist; it is handled when the list is complete.
                return;
            }
            if (secret.isEmpty() || secret.get().getMetadata().getDeletionTimestamp() != null || project.isEmpty()) {
                withdraw(name);
                secret.ifPresent(reporter::release);
                finish(name);
            } else if (SecretConverters.isSlow(secret.get())) {
                syncKeyStore(name, project.get(), secret.get());
            } else {
                report(name, project.get(), secret.get(), SecretConversion.of(secret.get()));
            }
        } catch (Throwable e) {
            withdrawAfterError(name, e);
        }
    }

    private void syncKeyStore(CredentialName name, String project, Secret secret) {
        SecretConversion conversion = keyStoreConversions.get(name);
        if (conversion != null && conversion.hasSameInput(secret)) {
            report(name, project, secret, conversion);
        } else {
            // The known credential is kept until the new one is there.
            keyStores.add(name.namespace(), name);
        }
    }

    /** Runs on a thread of the key stores, which must not call the sink. */
    private void convertKeyStore(CredentialName name) {
        try {
            informers
                    .find(name)
                    .map(SecretConversion::of)
                    .ifPresent(conversion -> submit(() -> {
                        if (watched.containsKey(name.namespace())) {
                            keyStoreConversions.put(name, conversion);
                            // If the Secret has changed meanwhile, it is converted again.
                            sync(name);
                        }
                    }));
        } catch (Throwable e) {
            submit(() -> withdrawAfterError(name, e));
        }
    }

    private void report(CredentialName name, String project, Secret secret, SecretConversion conversion) {
        String problem = provide(name, project, conversion);
        reporter.report(secret, describe(name, problem), problem.isEmpty() ? describe(name, conversion.note()) : "");
        finish(name);
    }

    private static String describe(CredentialName name, String message) {
        return message.isEmpty() ? "" : "Secret " + name + ": " + message;
    }

    /** Gives the credential to the engine. Returns the problem of the Secret, or an empty text. */
    private String provide(CredentialName name, String project, SecretConversion conversion) {
        if (conversion.credential().isEmpty()) {
            withdrawCredential(name);
            return conversion.problem();
        }
        try {
            sink.put(name, project, conversion.credential().get());
            Optional.ofNullable(watched.get(name.namespace())).ifPresent(progress -> progress.addProvided(name));
            return "";
        } catch (CredentialRefusalException e) {
            withdrawCredential(name);
            return e.getMessage();
        } catch (RuntimeException e) {
            withdrawCredential(name);
            return SecretConversion.describeUnexpected(e);
        }
    }

    /** Catches also an Error: otherwise the engine would keep the old credential. */
    private void withdrawAfterError(CredentialName name, Throwable e) {
        withdraw(name);
        finish(name);
        LOGGER.log(
                Level.WARNING,
                MaskedException.hideMessages(e),
                () -> "Secret " + name
                        + " cannot be processed, and builds cannot use its credential; see the exception, then change"
                        + " the Secret to try again");
    }

    private void withdraw(CredentialName name) {
        keyStoreConversions.remove(name);
        withdrawCredential(name);
    }

    private void withdrawCredential(CredentialName name) {
        Optional.ofNullable(watched.get(name.namespace())).ifPresent(progress -> progress.removeProvided(name));
        sink.remove(name);
    }

    private void finish(CredentialName name) {
        NamespaceProgress progress = watched.get(name.namespace());
        markIfComplete(name.namespace(), progress != null && progress.finish(name));
    }

    private void markIfComplete(String namespace, boolean complete) {
        if (complete) {
            sink.markComplete(namespace, watched.get(namespace).provided());
        }
    }

    /**
     * Waits for a call of the sink that runs, at most five seconds: a credential that is put after the end of the
     * session would stay although nobody watches its Secret. The call is not interrupted, because it could fail by
     * that, and its credential would be missing until the next session.
     */
    @Override
    public void close() {
        keyStores.close();
        executor.getQueue().clear();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warning("A credential was still being put after " + CLOSE_SECONDS
                        + " s; the session of credentials ends without waiting for it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reporter != null) {
            informers.close();
            reporter.close();
        }
    }
}
