package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.operator.credential.opaque.OpaqueSecretInformerFactory;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SdkSession;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The informers on the Secrets of one namespace. One of them selects by type, another one by the label {@link
 * Labels#JENKINS_CREDENTIAL_TYPE}. A selector of Kubernetes can exclude many types, but can name only one. An informer
 * for each type would open nine watches in each namespace. The third one gets the metadata of Secrets of type Opaque,
 * to find those that were meant to be credentials.
 */
final class NamespaceSecretInformers implements AutoCloseable {
    private final String namespace;
    private final List<SharedIndexInformer<Secret>> informers;
    private volatile boolean listed;

    /** @param onChange gets the name of each Secret that was changed; called on threads of the informers */
    NamespaceSecretInformers(KubernetesClient client, String namespace, Consumer<CredentialName> onChange) {
        this.namespace = namespace;
        Consumer<Secret> change = secret -> onChange.accept(nameOf(secret));
        this.informers = List.of(
                createInformer(selectByType(client), change),
                createInformer(
                        client.secrets().inNamespace(namespace).withLabel(Labels.JENKINS_CREDENTIAL_TYPE), change),
                OpaqueSecretInformerFactory.create(client, namespace, SdkSession.LIST_LIMIT, change));
    }

    private FilterWatchListDeletable<Secret, SecretList, Resource<Secret>> selectByType(KubernetesClient client) {
        FilterWatchListDeletable<Secret, SecretList, Resource<Secret>> selected =
                client.secrets().inNamespace(namespace);
        for (String type : SecretTypes.NEVER_CREDENTIALS) {
            selected = selected.withoutField("type", type);
        }
        return selected;
    }

    private static SharedIndexInformer<Secret> createInformer(
            FilterWatchListDeletable<Secret, SecretList, Resource<Secret>> selected, Consumer<Secret> onChange) {
        SharedIndexInformer<Secret> informer =
                selected.withLimit(SdkSession.LIST_LIMIT).runnableInformer(0).itemStore(new PrunedSecretStore());
        informer.addEventHandler(new AnyChangeHandler<>(onChange));
        return informer;
    }

    /**
     * Starts the informers.
     *
     * @param onEnd called at most once for each informer that ends with an error, on any thread
     * @return completes when all Secrets are listed, or with the error that prevents this
     */
    CompletableFuture<Void> start(Runnable onEnd) {
        CompletableFuture<?>[] starts = informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(starts).thenRun(() -> {
            listed = true;
            informers.forEach(informer -> informer.stopped().whenComplete((nothing, error) -> {
                if (error != null) {
                    onEnd.run();
                }
            }));
        });
    }

    /** Whether all Secrets have been listed once. */
    boolean isListed() {
        return listed;
    }

    /** Finds a Secret that is meant to be a credential. */
    Optional<Secret> find(String name) {
        String key = Cache.namespaceKeyFunc(namespace, name);
        return informers.stream()
                .map(informer -> informer.getStore().getByKey(key))
                .filter(Objects::nonNull)
                .filter(SecretConverters::isCandidate)
                .findFirst();
    }

    /** Returns the names of all Secrets that are meant to be credentials. */
    List<CredentialName> names() {
        return informers.stream()
                .flatMap(informer -> informer.getStore().list().stream())
                .filter(SecretConverters::isCandidate)
                .map(NamespaceSecretInformers::nameOf)
                .distinct()
                .toList();
    }

    private static CredentialName nameOf(Secret secret) {
        return new CredentialName(
                secret.getMetadata().getNamespace(), secret.getMetadata().getName());
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }
}
