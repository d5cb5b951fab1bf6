package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import io.jenkins.plugins.kubesphere.devops.operator.project.ReservedNamespaces;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the credentials of the engine in sync with the Secrets of the cluster during one session. It has an informer
 * for each type of Secret, one for Secrets with the label {@link Labels#JENKINS_CREDENTIAL_TYPE}, and those of {@link
 * NamespaceProjectFinder}. From an event only the name of the Secret is used. One thread then reads the current state
 * of the Secret from the informers.
 */
final class CredentialSynchronizer implements InformerSession.InformerGroup {
    private static final Logger LOGGER = Logger.getLogger(CredentialSynchronizer.class.getName());

    private final CredentialSink sink;
    private final Set<String> servedNamespaces;
    private final ReservedNamespaces reservedNamespaces;
    private final Function<KubernetesClient, SecretStatusReporter> reporterFactory;
    private final List<SharedIndexInformer<Secret>> secretInformers = new ArrayList<>();
    private final Set<CredentialName> queued = ConcurrentHashMap.newKeySet();
    // Used only by the thread of the executor.
    private final Set<CredentialName> providedNames = new HashSet<>();
    private final ThreadPoolExecutor executor = WorkerPoolFactory.createSingle("credentials");
    private NamespaceProjectFinder projectFinder;
    private SecretStatusReporter reporter;
    private volatile boolean listed;

    /**
     * @param servedNamespaces the namespaces whose Secrets are used; empty for all
     * @param reservedNamespaces the namespaces whose Secrets are never used
     */
    CredentialSynchronizer(
            CredentialSink sink,
            Set<String> servedNamespaces,
            ReservedNamespaces reservedNamespaces,
            Function<KubernetesClient, SecretStatusReporter> reporterFactory) {
        this.sink = sink;
        this.servedNamespaces = servedNamespaces;
        this.reservedNamespaces = reservedNamespaces;
        this.reporterFactory = reporterFactory;
    }

    @Override
    public List<? extends SharedIndexInformer<?>> createInformers(KubernetesClient client) {
        reporter = reporterFactory.apply(client);
        for (String type : SecretTypes.ALL) {
            secretInformers.add(
                    client.secrets().inAnyNamespace().withField("type", type).runnableInformer(0));
        }
        secretInformers.add(client.secrets()
                .inAnyNamespace()
                .withLabel(Labels.JENKINS_CREDENTIAL_TYPE)
                .runnableInformer(0));
        secretInformers.forEach(informer -> informer.itemStore(new PrunedSecretStore())
                .addEventHandler(new AnyChangeHandler<>(secret -> enqueue(nameOf(secret)))));
        projectFinder = new NamespaceProjectFinder(
                client, reservedNamespaces, namespace -> secretsIn(namespace).forEach(this::enqueue));

        List<SharedIndexInformer<?>> all = new ArrayList<>(secretInformers);
        all.addAll(projectFinder.informers());
        return all;
    }

    @Override
    public void onListed() {
        listed = true;
        secretInformers.forEach(informer -> informer.getStore().list().forEach(secret -> enqueue(nameOf(secret))));
        submit(() -> sink.markComplete(Set.copyOf(providedNames)));
    }

    /**
     * Schedules a Secret. Does nothing before all informers have listed, because until then the namespace of a Secret
     * may seem not to belong to a project.
     */
    private void enqueue(CredentialName name) {
        if (listed && queued.add(name)) {
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
            Optional<Secret> secret = findSecret(name);
            Optional<String> project = findProject(name.namespace());
            if (secret.isEmpty() || secret.get().getMetadata().getDeletionTimestamp() != null || project.isEmpty()) {
                withdraw(name);
                secret.filter(found -> isServed(name.namespace())).ifPresent(reporter::release);
                return;
            }
            reporter.report(secret.get(), provide(name, project.get(), secret.get()));
        } catch (Throwable e) {
            // Also catches an Error: otherwise the engine would keep the old credential.
            withdraw(name);
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "Secret " + name
                            + " cannot be processed, and builds cannot use its credential; see the exception, then change"
                            + " the Secret to try again");
        }
    }

    /** Gives the credential to the engine. Returns the problem of the Secret, or an empty text. */
    private String provide(CredentialName name, String project, Secret secret) {
        try {
            sink.put(name, project, SecretConverters.convert(secret));
            providedNames.add(name);
            return "";
        } catch (InvalidSecretException | CredentialRefusalException e) {
            withdraw(name);
            return "Secret " + name + ": " + e.getMessage();
        } catch (RuntimeException e) {
            withdraw(name);
            // The message of the exception is not used, because it may quote a part of the Secret.
            return "Secret " + name + ": it cannot be converted to a credential ("
                    + e.getClass().getSimpleName() + "); check that its keys match its type";
        }
    }

    private void withdraw(CredentialName name) {
        providedNames.remove(name);
        sink.remove(name);
    }

    private Optional<Secret> findSecret(CredentialName name) {
        String key = Cache.namespaceKeyFunc(name.namespace(), name.id());
        return secretInformers.stream()
                .map(informer -> informer.getStore().getByKey(key))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<String> findProject(String namespace) {
        return isServed(namespace) ? projectFinder.find(namespace) : Optional.empty();
    }

    private boolean isServed(String namespace) {
        return servedNamespaces.isEmpty() || servedNamespaces.contains(namespace);
    }

    private List<CredentialName> secretsIn(String namespace) {
        return secretInformers.stream()
                .flatMap(informer -> informer.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace).stream())
                .map(CredentialSynchronizer::nameOf)
                .distinct()
                .toList();
    }

    private static CredentialName nameOf(Secret secret) {
        return new CredentialName(
                secret.getMetadata().getNamespace(), secret.getMetadata().getName());
    }

    @Override
    public void close() {
        executor.shutdownNow();
        if (reporter != null) {
            reporter.close();
        }
    }
}
