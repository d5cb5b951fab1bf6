package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPools;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the credentials of the engine in sync with the Secrets of the cluster during one session. It has an informer
 * for each type of Secret, one for Secrets with a label, and one for the namespaces of projects. An event only names
 * the Secret that changed. One thread then reads its current state from the informers.
 */
final class CredentialSync implements InformerSession.InformerGroup {
    private static final Logger LOGGER = Logger.getLogger(CredentialSync.class.getName());

    private final CredentialSink sink;
    private final Set<String> served;
    private final Function<KubernetesClient, SecretStatusReporter> reporterFactory;
    private final List<SharedIndexInformer<Secret>> secrets = new ArrayList<>();
    private final Set<CredentialName> waiting = ConcurrentHashMap.newKeySet();
    // Used only by the thread of the executor.
    private final Set<CredentialName> provided = new HashSet<>();
    private final ThreadPoolExecutor executor = WorkerPools.createSingle("credentials");
    private SharedIndexInformer<Namespace> namespaces;
    private SecretStatusReporter reporter;
    private volatile boolean listed;

    /** @param served the namespaces whose Secrets are used; empty for all */
    CredentialSync(
            CredentialSink sink, Set<String> served, Function<KubernetesClient, SecretStatusReporter> reporterFactory) {
        this.sink = sink;
        this.served = served;
        this.reporterFactory = reporterFactory;
    }

    @Override
    public List<? extends SharedIndexInformer<?>> createInformers(KubernetesClient client) {
        reporter = reporterFactory.apply(client);
        for (String type : SecretTypes.ALL) {
            secrets.add(
                    client.secrets().inAnyNamespace().withField("type", type).runnableInformer(0));
        }
        secrets.add(client.secrets()
                .inAnyNamespace()
                .withLabel(Labels.JENKINS_CREDENTIAL_TYPE)
                .runnableInformer(0));
        secrets.forEach(informer -> informer.itemStore(new PrunedSecretStore())
                .addEventHandler(handler((Secret secret) -> enqueue(nameOf(secret)))));
        namespaces = client.namespaces().withLabel(Labels.PROJECT).runnableInformer(0);
        namespaces.addEventHandler(handler(
                namespace -> secretsIn(namespace.getMetadata().getName()).forEach(this::enqueue)));

        List<SharedIndexInformer<?>> all = new ArrayList<>(secrets);
        all.add(namespaces);
        return all;
    }

    private static <T extends HasMetadata> ResourceEventHandler<T> handler(Consumer<T> action) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                action.accept(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                action.accept(object);
            }

            @Override
            public void onDelete(T object, boolean unknownFinalState) {
                action.accept(object);
            }
        };
    }

    @Override
    public void onListed() {
        listed = true;
        secrets.forEach(informer -> informer.getStore().list().forEach(secret -> enqueue(nameOf(secret))));
        submit(() -> sink.complete(Set.copyOf(provided)));
    }

    /**
     * Schedules a Secret. Does nothing before all informers have listed, because until then the namespace of a Secret
     * may seem not to belong to a project.
     */
    private void enqueue(CredentialName name) {
        if (listed && waiting.add(name)) {
            submit(() -> {
                waiting.remove(name);
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
            Optional<Secret> secret = secret(name);
            Optional<String> project = project(name.namespace());
            if (secret.isEmpty() || secret.get().getMetadata().getDeletionTimestamp() != null || project.isEmpty()) {
                withdraw(name);
                secret.filter(held -> served(name.namespace())).ifPresent(reporter::release);
                return;
            }
            reporter.report(secret.get(), provide(name, project.get(), secret.get()));
        } catch (Throwable e) {
            // Also catches an Error: otherwise the engine would keep the old credential.
            withdraw(name);
            LOGGER.log(Level.WARNING, e, () -> "Secret " + name + " cannot be processed; its credential is withdrawn");
        }
    }

    /** Gives the credential to the engine. Returns the problem of the Secret, or an empty text. */
    private String provide(CredentialName name, String project, Secret secret) {
        try {
            sink.put(name, project, SecretConverters.convert(secret));
            provided.add(name);
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
        provided.remove(name);
        sink.remove(name);
    }

    private Optional<Secret> secret(CredentialName name) {
        String key = Cache.namespaceKeyFunc(name.namespace(), name.id());
        return secrets.stream()
                .map(informer -> informer.getStore().getByKey(key))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<String> project(String namespace) {
        return Optional.ofNullable(namespaces.getStore().getByKey(namespace))
                .filter(found -> served(namespace))
                .flatMap(found -> MetadataReader.label(found, Labels.PROJECT));
    }

    private boolean served(String namespace) {
        return served.isEmpty() || served.contains(namespace);
    }

    private List<CredentialName> secretsIn(String namespace) {
        return secrets.stream()
                .flatMap(informer -> informer.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace).stream())
                .map(CredentialSync::nameOf)
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
