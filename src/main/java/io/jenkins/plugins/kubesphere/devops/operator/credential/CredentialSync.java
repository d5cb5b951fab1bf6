package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.InformerSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The credentials of one session: an informer for each type of Secret, one for those with a label, and one for the namespaces of
 * projects. An event only says which Secret to look at; what it is now is read from the informers, on one thread.
 */
final class CredentialSync implements InformerSession.Watched {
    private static final Logger LOGGER = Logger.getLogger(CredentialSync.class.getName());

    private final CredentialSink shelf;
    private final Set<String> served;
    private final Function<KubernetesClient, SecretStatusReporter> reporting;
    private final List<SharedIndexInformer<Secret>> secrets = new ArrayList<>();
    private final Set<CredentialName> waiting = ConcurrentHashMap.newKeySet();
    // Touched by the lane alone.
    private final Set<CredentialName> shown = new HashSet<>();
    private final ThreadPoolExecutor lane =
            new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "kubesphere-devops credentials");
                thread.setDaemon(true);
                return thread;
            });
    private SharedIndexInformer<Namespace> namespaces;
    private SecretStatusReporter reports;
    private volatile boolean listed;

    /** @param served namespaces; empty for all */
    CredentialSync(
            CredentialSink shelf, Set<String> served, Function<KubernetesClient, SecretStatusReporter> reporting) {
        this.shelf = shelf;
        this.served = served;
        this.reporting = reporting;
        lane.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<? extends SharedIndexInformer<?>> informers(KubernetesClient client) {
        reports = reporting.apply(client);
        for (String type : SecretTypes.ALL) {
            secrets.add(
                    client.secrets().inAnyNamespace().withField("type", type).runnableInformer(0));
        }
        secrets.add(client.secrets()
                .inAnyNamespace()
                .withLabel(Labels.JENKINS_CREDENTIAL_TYPE)
                .runnableInformer(0));
        secrets.forEach(informer -> informer.itemStore(new PrunedSecretStore())
                .addEventHandler(handler((Secret secret) -> touch(nameOf(secret)))));
        namespaces = client.namespaces().withLabel(Labels.PROJECT).runnableInformer(0);
        namespaces.addEventHandler(handler(
                namespace -> secretsIn(namespace.getMetadata().getName()).forEach(this::touch)));

        List<SharedIndexInformer<?>> all = new ArrayList<>(secrets);
        all.add(namespaces);
        return all;
    }

    private static <T extends HasMetadata> ResourceEventHandler<T> handler(Consumer<T> seen) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                seen.accept(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                seen.accept(object);
            }

            @Override
            public void onDelete(T object, boolean unknownFinalState) {
                seen.accept(object);
            }
        };
    }

    @Override
    public void listed() {
        listed = true;
        secrets.forEach(informer -> informer.getStore().list().forEach(secret -> touch(nameOf(secret))));
        submit(() -> shelf.complete(Set.copyOf(shown)));
    }

    /** Before everything is listed a Secret may look as if it were no project's. */
    private void touch(CredentialName name) {
        if (listed && waiting.add(name)) {
            submit(() -> {
                waiting.remove(name);
                look(name);
            });
        }
    }

    private void submit(Runnable work) {
        try {
            lane.execute(work);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "the session is closing", e);
        }
    }

    private void look(CredentialName name) {
        try {
            Optional<Secret> secret = secret(name);
            Optional<String> project = project(name.namespace());
            if (secret.isEmpty() || secret.get().getMetadata().getDeletionTimestamp() != null || project.isEmpty()) {
                withdraw(name);
                secret.filter(held -> served(name.namespace())).ifPresent(reports::released);
                return;
            }
            reports.tell(secret.get(), show(name, project.get(), secret.get()));
        } catch (Throwable e) {
            // Also an Error: it would end the thread, and nothing would be looked at any more.
            withdraw(name);
            LOGGER.log(Level.WARNING, e, () -> "Secret " + name + " cannot be looked at; its credential is withdrawn");
        }
    }

    /** Puts the credential on the shelf, and says what is wrong with it; empty if nothing is. */
    private String show(CredentialName name, String project, Secret secret) {
        try {
            shelf.put(name, project, SecretConverters.of(secret));
            shown.add(name);
            return "";
        } catch (InvalidSecretException | CredentialRefusalException e) {
            withdraw(name);
            return "Secret " + name + ": " + e.getMessage();
        } catch (RuntimeException e) {
            withdraw(name);
            // Without its message, which may quote what it could not read.
            return "Secret " + name + ": nothing can be made of it ("
                    + e.getClass().getSimpleName() + "); check that its keys hold what belongs to its type";
        }
    }

    private void withdraw(CredentialName name) {
        shown.remove(name);
        shelf.remove(name);
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
                .map(found -> found.getMetadata().getLabels().get(Labels.PROJECT));
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
        lane.shutdownNow();
        if (reports != null) {
            reports.close();
        }
    }
}
