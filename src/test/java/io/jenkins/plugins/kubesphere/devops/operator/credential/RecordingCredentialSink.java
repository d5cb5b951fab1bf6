package io.jenkins.plugins.kubesphere.devops.operator.credential;

import io.jenkins.plugins.kubesphere.devops.engine.credential.Credential;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialSink;
import io.jenkins.plugins.kubesphere.devops.engine.credential.SensitiveText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A credential sink that records the credentials, so that a test can read them. */
final class RecordingCredentialSink implements CredentialSink {
    /** A text that this sink refuses. */
    static final String REFUSED = "refused";

    /** A text for which this sink throws an unexpected exception. */
    static final String FAILING = "failing";

    /** A text for which this sink waits until the test lets it go on. */
    static final String SLOW = "slow";

    final CountDownLatch slowPutBegan = new CountDownLatch(1);
    final CountDownLatch slowPutMayEnd = new CountDownLatch(1);

    final Map<CredentialName, Credential> credentials = new ConcurrentHashMap<>();
    final Map<CredentialName, String> projects = new ConcurrentHashMap<>();
    /** Namespaces whose builds do not wait any more. */
    final Set<String> complete = ConcurrentHashMap.newKeySet();

    final Map<String, String> unavailableReasons = new ConcurrentHashMap<>();
    /** Whether builds of all namespaces wait, because it is not known which namespaces belong to projects. */
    volatile boolean incomplete;

    volatile String unavailableReason = "";

    @Override
    public void beginLoading(Set<String> namespaces) {
        credentials.clear();
        complete.clear();
        incomplete = true;
    }

    @Override
    public void beginLoading(String namespace) {
        complete.remove(namespace);
    }

    @Override
    public void retainNamespaces(Set<String> namespaces) {
        credentials.keySet().removeIf(name -> !namespaces.contains(name.namespace()));
        incomplete = false;
    }

    @Override
    public void put(CredentialName name, String project, Credential credential) {
        if (credential.equals(new Credential.SecretText("", new SensitiveText(REFUSED)))) {
            credentials.remove(name);
            throw new CredentialRefusalException("the text is not accepted; give another");
        }
        if (credential.equals(new Credential.SecretText("", new SensitiveText(FAILING)))) {
            throw new IllegalStateException("cannot read " + FAILING);
        }
        if (credential.equals(new Credential.SecretText("", new SensitiveText(SLOW)))) {
            slowPutBegan.countDown();
            try {
                slowPutMayEnd.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        projects.put(name, project);
        credentials.put(name, credential);
    }

    @Override
    public void remove(CredentialName name) {
        credentials.remove(name);
    }

    @Override
    public void markComplete(String namespace, Set<CredentialName> names) {
        credentials.keySet().removeIf(name -> name.namespace().equals(namespace) && !names.contains(name));
        complete.add(namespace);
    }

    @Override
    public void markUnavailable(String why) {
        incomplete = false;
        unavailableReason = why;
    }

    @Override
    public void markUnavailable(String namespace, String why) {
        complete.add(namespace);
        unavailableReasons.put(namespace, why);
    }

    @Override
    public void clear() {
        credentials.clear();
        incomplete = false;
    }

    /** The value of a secret text or of a password. */
    Optional<String> text(CredentialName name) {
        return Optional.ofNullable(credentials.get(name))
                .map(credential -> credential instanceof Credential.UsernamePassword login
                        ? login.password().text()
                        : ((Credential.SecretText) credential).text().text());
    }
}
