package io.jenkins.plugins.kubesphere.devops.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Holds the credentials of all projects in memory. A lookup waits while the credentials are loaded from the cluster
 * after a start, because a resumed build needs them before an informer has listed the Secrets. The class is
 * thread-safe.
 */
@Extension
public final class ProjectCredentialsRegistry implements CredentialSink {
    private static final Logger LOGGER = Logger.getLogger(ProjectCredentialsRegistry.class.getName());

    private final Map<String, Map<String, Entry>> byNamespace = new HashMap<>();
    private final CredentialsLoadingGate gate = new CredentialsLoadingGate(this);
    private final ProjectMaskCache masks = new ProjectMaskCache(this::findSecretTexts, this::awaitSecretTexts);

    /** The registry of this controller. */
    public static ProjectCredentialsRegistry get() {
        return ExtensionList.lookupSingleton(ProjectCredentialsRegistry.class);
    }

    @Override
    public synchronized void beginLoading(Set<String> namespaces) {
        byNamespace.clear();
        gate.startLoading(namespaces);
        masks.clear();
    }

    @Override
    public void beginLoading(String namespace) {
        gate.startLoading(namespace);
        masks.clear();
    }

    @Override
    public void retainNamespaces(Set<String> namespaces) {
        synchronized (this) {
            byNamespace.keySet().retainAll(namespaces);
            gate.limitLoading(namespaces);
            masks.clear();
        }
        wakeQueue();
    }

    @Override
    public void put(CredentialName name, String project, Credential credential) {
        try {
            Entry entry = new Entry(project, SecretBackedCredentialsFactory.create(name, credential), credential);
            synchronized (this) {
                byNamespace
                        .computeIfAbsent(name.namespace(), namespace -> new TreeMap<>())
                        .put(name.id(), entry);
                masks.forget(name.namespace());
            }
        } catch (RuntimeException e) {
            remove(name);
            throw e;
        }
    }

    @Override
    public synchronized void remove(CredentialName name) {
        byNamespace.computeIfPresent(name.namespace(), (namespace, entries) -> {
            entries.remove(name.id());
            return entries.isEmpty() ? null : entries;
        });
        masks.forget(name.namespace());
    }

    @Override
    public void markComplete(String namespace, Set<CredentialName> names) {
        synchronized (this) {
            byNamespace.computeIfPresent(namespace, (key, entries) -> {
                entries.keySet().removeIf(id -> !names.contains(new CredentialName(namespace, id)));
                return entries.isEmpty() ? null : entries;
            });
            masks.clear();
        }
        finishLoading(namespace);
    }

    @Override
    public void markUnavailable(String reason) {
        LOGGER.warning(() -> "The credentials of projects are not read from their Secrets: " + reason);
        finishLoading();
    }

    @Override
    public void markUnavailable(String namespace, String reason) {
        LOGGER.warning(() -> "The credentials of namespace " + namespace + " are not read from its Secrets: " + reason);
        finishLoading(namespace);
    }

    @Override
    public void clear() {
        synchronized (this) {
            byNamespace.clear();
            masks.clear();
        }
        finishLoading();
    }

    /** Whether the credentials of a namespace are being loaded. */
    public boolean isLoading(String namespace) {
        return gate.isLoading(namespace);
    }

    /**
     * Returns the credentials of a project. Waits until they are loaded, but at most until a minute has passed since
     * loading started, and returns the credentials that are known at that time.
     */
    synchronized List<StandardCredentials> awaitCredentials(ProjectFolder folder) {
        gate.await(folder.namespace());
        return credentials(folder);
    }

    /** The masks for the credentials of the projects. */
    public ProjectMaskCache masks() {
        return masks;
    }

    /** The secret texts of a project's credentials. Waits as {@link #awaitCredentials} does. */
    private Optional<List<String>> awaitSecretTexts(String namespace) {
        synchronized (this) {
            gate.await(namespace);
        }
        return findSecretTexts(namespace);
    }

    /** The secret texts of a project's credentials; empty while they are loaded. */
    private Optional<List<String>> findSecretTexts(String namespace) {
        List<Credential> sources;
        synchronized (this) {
            if (gate.isLoading(namespace)) {
                return Optional.empty();
            }
            sources = byNamespace.getOrDefault(namespace, Map.of()).values().stream()
                    .map(Entry::source)
                    .toList();
        }
        // The texts may be large, so they are collected outside the lock.
        return Optional.of(
                sources.stream().flatMap(source -> source.secrets().stream()).toList());
    }

    /** The credentials of a project that are known now, in the order of their ids. */
    synchronized List<StandardCredentials> credentials(ProjectFolder folder) {
        return byNamespace.getOrDefault(folder.namespace(), Map.of()).values().stream()
                .filter(entry -> entry.project().equals(folder.project()))
                .map(Entry::credential)
                .toList();
    }

    /** Finds a credential that is known now, whichever project its namespace belongs to. */
    synchronized Optional<StandardCredentials> find(CredentialName name) {
        return Optional.ofNullable(
                        byNamespace.getOrDefault(name.namespace(), Map.of()).get(name.id()))
                .map(Entry::credential);
    }

    private void finishLoading() {
        if (gate.finishLoading()) {
            wakeQueue();
        }
    }

    private void finishLoading(String namespace) {
        if (gate.finishLoading(namespace)) {
            wakeQueue();
        }
    }

    private static void wakeQueue() {
        Jenkins.get().getQueue().scheduleMaintenance();
    }

    /** @param project name of the DevOpsProject to which the namespace belonged when the credential was added */
    private record Entry(String project, StandardCredentials credential, Credential source) {}
}
