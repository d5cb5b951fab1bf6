package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that slow work for one namespace does not delay others, and how the operator stops meanwhile. */
class SlowKeyStoresIT extends SecretsTestCase {
    private static final int SLOW = 60;
    private static final int ITERATIONS = 1_900_000;

    @Test
    void slowKeyStoresOfOneNamespaceDoNotDelayAnother() throws Exception {
        byte[] slow = TestKeys.slowKeyStore(ITERATIONS);
        createProject();
        for (int i = 0; i < SLOW; i++) {
            create(certificate(namespace, "slow-" + i, slow));
        }
        start(Set.of());
        await("the first slow key store is open").until(() -> slowCredentials() > 0);
        create(text("token", "value"));
        String good = createOtherProject();
        create(certificate(good, "certificate", TestKeys.keyStore()));
        create(TestSecretBuilder.of("credential.devops.kubesphere.io/secret-text")
                .named(good, "token")
                .with("secret", "good"));

        awaitText("token", "value");
        await("the good namespace has its credentials")
                .until(() -> sink.complete.contains(good)
                        && sink.credentials.containsKey(new CredentialName(good, "certificate"))
                        && sink.credentials.containsKey(new CredentialName(good, "token")));
        // In one queue, all slow key stores would come first.
        assertThat(slowCredentials()).as("slow key stores that are open").isLessThan(SLOW - 10);
        assertThat(sink.complete).as("namespaces that are complete").doesNotContain(namespace);
    }

    private long slowCredentials() {
        return sink.credentials.keySet().stream()
                .filter(name -> name.id().startsWith("slow-"))
                .count();
    }

    @Test
    void aChangedKeyStoreReplacesTheOldOne() throws Exception {
        createProject();
        create(certificate(namespace, "certificate", TestKeys.keyStore()));
        start(Set.of());
        await("the credential is there").until(() -> sink.credentials.containsKey(name("certificate")));
        await("the namespace is complete").until(() -> sink.complete.contains(namespace));
        Object before = sink.credentials.get(name("certificate"));

        var changed = certificate(namespace, "certificate", TestKeys.slowKeyStore(20_000))
                .build();
        change(changed, edited -> {
            edited.setData(changed.getData());
            return edited;
        });
        await("the credential is replaced")
                .until(() -> !before.equals(sink.credentials.get(name("certificate")))
                        && sink.credentials.containsKey(name("certificate")));

        change(changed, edited -> {
            edited.getData().put("password", "d3Jvbmc=");
            return edited;
        });
        awaitAnnotation(
                changed,
                "credential.devops.kubesphere.io/syncmsg",
                "Secret " + name("certificate")
                        + ": key \"password\" does not open the key store in key \"certificate\"; correct it");
        assertThat(sink.credentials).doesNotContainKey(name("certificate"));
    }

    /** Otherwise the credential would be put after all others were removed, and nobody would remove it. */
    @Test
    void theOperatorWaitsForACredentialThatIsBeingPut() throws Exception {
        createProject();
        create(text("token", RecordingCredentialSink.SLOW));
        DevOpsOperator operator = start(Set.of());
        assertThat(sink.slowPutBegan.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(operator::close);
        pauseForEvents();
        assertThat(closed).isNotDone();
        sink.slowPutMayEnd.countDown();
        closed.get(30, TimeUnit.SECONDS);
        pauseForEvents();
        assertThat(sink.credentials).isEmpty();
    }

    private static TestSecretBuilder certificate(String namespace, String id, byte[] keyStore) {
        return TestSecretBuilder.of("credential.devops.kubesphere.io/certificate")
                .named(namespace, id)
                .with("certificate", keyStore)
                .with("password", TestKeys.PASSWORD);
    }

    private String createOtherProject() {
        String name = TestNamespace.named(admin, namespace + "-good").name();
        closeables.add(() -> admin.namespaces().withName(name).delete());
        admin.namespaces().withName(name).edit(edited -> {
            edited.getMetadata().getLabels().put(Labels.PROJECT, name);
            return edited;
        });
        DevOpsProject request = new DevOpsProject();
        request.getMetadata().setName(name);
        request.setStatus(new DevOpsProjectStatus(name, null));
        closeables.add(() -> deleteProject(name));
        admin.resource(request).create();
        return name;
    }
}
