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
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The credentials of all projects, in memory. Whoever looks up waits for the first ones that the cluster gives: a build that
 * is resumed asks before any informer can have listed. Safe for use from any thread.
 */
@Extension
public final class ProjectCredentialsRegistry implements CredentialSink {
    /** Counted from when credentials began to be awaited, so that many look-ups do not add up. */
    private static final long PATIENCE_SECONDS = 60;

    private static final Logger LOGGER = Logger.getLogger(ProjectCredentialsRegistry.class.getName());

    private final Map<String, Map<String, Kept>> byNamespace = new HashMap<>();
    private boolean awaited;
    private Set<String> served = Set.of();
    private long giveUp;

    /** @param project name of the DevOpsProject whose the namespace was when the cluster gave it */
    private record Kept(String project, StandardCredentials credential, Credential value) {}

    /** Those of the running controller. */
    public static ProjectCredentialsRegistry get() {
        return ExtensionList.lookupSingleton(ProjectCredentialsRegistry.class);
    }

    @Override
    public synchronized void expect(Set<String> namespaces) {
        byNamespace.clear();
        awaited = true;
        served = Set.copyOf(namespaces);
        giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }

    @Override
    public void put(CredentialName name, String project, Credential credential) {
        try {
            Kept kept = new Kept(project, SecretBackedCredentialsFactory.of(name, credential), credential);
            synchronized (this) {
                byNamespace
                        .computeIfAbsent(name.namespace(), namespace -> new TreeMap<>())
                        .put(name.id(), kept);
            }
        } catch (RuntimeException e) {
            remove(name);
            throw e;
        }
    }

    @Override
    public synchronized void remove(CredentialName name) {
        byNamespace.computeIfPresent(name.namespace(), (namespace, kept) -> {
            kept.remove(name.id());
            return kept.isEmpty() ? null : kept;
        });
    }

    @Override
    public void complete(Set<CredentialName> names) {
        synchronized (this) {
            byNamespace.forEach((namespace, kept) ->
                    kept.keySet().removeIf(id -> !names.contains(new CredentialName(namespace, id))));
            byNamespace.values().removeIf(Map::isEmpty);
        }
        stopWaiting();
    }

    @Override
    public void unavailable(String why) {
        LOGGER.warning(() -> "Credentials of projects are not read: " + why);
        stopWaiting();
    }

    @Override
    public void clear() {
        synchronized (this) {
            byNamespace.clear();
        }
        stopWaiting();
    }

    private void stopWaiting() {
        synchronized (this) {
            if (!awaited) {
                return;
            }
            awaited = false;
            notifyAll();
        }
        Jenkins.get().getQueue().scheduleMaintenance();
    }

    /** Whether the credentials of a namespace are on their way. */
    public synchronized boolean isAwaited(String namespace) {
        return awaited && (served.isEmpty() || served.contains(namespace));
    }

    /** Gives the credentials of a project, once they are known, or as far as they are after a minute. */
    synchronized List<StandardCredentials> awaitOf(ProjectFolder folder) {
        awaitIn(folder.namespace());
        return of(folder);
    }

    private synchronized void awaitIn(String namespace) {
        try {
            long left = giveUp - System.nanoTime();
            while (left > 0 && isAwaited(namespace)) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = giveUp - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Gives what nobody may see of a project's credentials, to be masked. Waits as a look-up does.
     *
     * @param namespace the project's
     * @return empty if they are still not known then
     */
    public Optional<List<String>> awaitSecretsIn(String namespace) {
        List<Credential> values;
        synchronized (this) {
            awaitIn(namespace);
            if (isAwaited(namespace)) {
                return Optional.empty();
            }
            values = byNamespace.getOrDefault(namespace, Map.of()).values().stream()
                    .map(Kept::value)
                    .toList();
        }
        // They may be large: others need not wait for that.
        return Optional.of(
                values.stream().flatMap(value -> value.secrets().stream()).toList());
    }

    /** Gives the credentials of a project as far as they are known now, by id. */
    synchronized List<StandardCredentials> of(ProjectFolder folder) {
        return byNamespace.getOrDefault(folder.namespace(), Map.of()).values().stream()
                .filter(kept -> kept.project().equals(folder.project()))
                .map(Kept::credential)
                .toList();
    }
}
