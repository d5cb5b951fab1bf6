package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the operator writes on Secrets, and what it does not write. */
class SecretStatusPatchIT extends SecretsTestCase {
    /** Secrets of these types also exist for other purposes. */
    @Test
    void secretsOfKubernetesTypesGetOnlyAnEvent() throws Exception {
        label("shop");
        start(Set.of());
        Secret tls = create(TestSecret.of("kubernetes.io/tls")
                .named(namespace, "tls")
                .with("tls.crt", TestKeys.certificate())
                .with("tls.key", TestKeys.privateKey()));
        await("it is a credential").until(() -> shelf.credentials.containsKey(name("tls")));
        Secret broken = create(TestSecret.of("kubernetes.io/tls")
                .named(namespace, "broken")
                .with("tls.crt", "none")
                .with("tls.key", "none"));
        awaitEvent(
                broken,
                "Secret " + name("broken")
                        + ": key \"tls.crt\" is not a certificate in PEM form; give the whole file, starting at"
                        + " -----BEGIN CERTIFICATE-----");
        assertThat(List.of(tls, broken)).allSatisfy(secret -> assertThat(
                        admin.resource(secret).get().getMetadata().getAnnotations())
                .isNullOrEmpty());
    }

    @Test
    void theFinalizerOfKsDevOpsIsRemoved() {
        label("shop");
        Secret going = create(withFinalizer("going"));
        admin.resource(going).delete();
        Secret staying = create(withFinalizer("staying"));
        start(Set.of());

        await("it is gone").until(() -> admin.resource(going).get() == null);
        await("the finalizer is gone").until(() -> admin.resource(staying)
                .get()
                .getMetadata()
                .getFinalizers()
                .equals(List.of("example.com/other")));
        awaitText("staying", "value");
        removeFinalizers(staying);
    }

    /** Without this, the finalizer would never be removed. */
    @Test
    void theFinalizerOfADeletedSecretIsRemovedAlsoOutsideOfProjects() {
        Secret going = create(text("going", "value").finalizer("finalizers.kubesphere.io/credential"));
        admin.resource(going).delete();
        start(Set.of());
        await("it is gone").until(() -> admin.resource(going).get() == null);
    }

    /** A Jenkins that does not hold the Lease may resume a build, which needs credentials. */
    @Test
    void anOperatorWithoutTheLeaseReadsAndDoesNotWrite() {
        label("shop");
        DevOpsOperator holder = start(Set.of("somewhere-else"), config, "home-1", new RecordingCredentialSink());
        await("the Lease is held").until(() -> holder.status().get(0).state() == SessionStatus.State.RUNNING);
        Secret secret = create(text("token", "value"));
        DevOpsOperator waiting = start(Set.of(), config, "home-2", shelf);
        awaitText("token", "value");
        await("it waits").until(() -> waiting.status().get(0).state() == SessionStatus.State.WAITING);
        pauseForEvents(secret);
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();

        holder.close();
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
    }

    private TestSecret withFinalizer(String id) {
        TestSecret secret = text(id, "value").finalizer("finalizers.kubesphere.io/credential");
        return id.equals("staying") ? secret.finalizer("example.com/other") : secret;
    }

    private void removeFinalizers(Secret secret) {
        change(secret, edited -> {
            edited.getMetadata().setFinalizers(List.of());
            return edited;
        });
    }
}
