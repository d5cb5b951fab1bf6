package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests which annotations, finalizers and Events the operator writes for Secrets. */
class SecretWritesIT extends SecretsTestCase {
    /** The operator does not annotate Secrets of types that also serve other purposes. */
    @Test
    void secretsOfKubernetesTypesGetOnlyAnEvent() throws Exception {
        createProject();
        start(Set.of());
        Secret tls = create(TestSecretBuilder.of("kubernetes.io/tls")
                .named(namespace, "tls")
                .with("tls.crt", TestKeys.certificate())
                .with("tls.key", TestKeys.privateKey()));
        await("tls is a credential").until(() -> sink.credentials.containsKey(name("tls")));
        Secret broken = create(TestSecretBuilder.of("kubernetes.io/tls")
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

    /** No result is due before its time. After the clock was set back, none was written until it was there again. */
    @Test
    void theStatusOfASecretIsWrittenAlthoughTheClockIsSetBack() {
        createProject();
        Secret secret = create(text("token", "value"));
        AtomicInteger minutes = new AtomicInteger();
        InstantSource goesBack = () -> Instant.now().minus(Duration.ofMinutes(minutes.incrementAndGet()));
        start(goesBack.withZone(ZoneOffset.UTC));

        await("the status is written")
                .until(() -> Objects.equals(annotation(secret, Annotations.CREDENTIAL_SYNC_STATUS), "successful"));
    }

    @Test
    void theFinalizerOfKsDevOpsIsRemoved() {
        createProject();
        Secret going = create(withFinalizer("going"));
        admin.resource(going).delete();
        Secret staying = create(withFinalizer("staying"));
        start(Set.of());

        await("the deleted Secret does not exist")
                .until(() -> admin.resource(going).get() == null);
        await("only the other finalizer is left").until(() -> admin.resource(staying)
                .get()
                .getMetadata()
                .getFinalizers()
                .equals(List.of("example.com/other")));
        awaitText("staying", "value");
        removeFinalizers(staying);
    }

    /** Although the operator has the permission. */
    @Test
    void nothingIsWrittenIfStatusOnSecretsIsOff() {
        createProject();
        Secret valid = create(withFinalizer("staying"));
        Secret invalid = create(text("broken", ""));
        start(config, sink, settings(Set.of(), "home", LeaseTimings.DEFAULT).withoutStatusOnSecrets());
        awaitText("staying", "value");
        awaitEvent(invalid, "Secret " + name("broken") + ": key \"secret\" is empty; give it a value");
        pauseForEvents();

        assertThat(List.of(valid, invalid)).allSatisfy(secret -> assertThat(
                        admin.resource(secret).get().getMetadata().getResourceVersion())
                .isEqualTo(secret.getMetadata().getResourceVersion()));
        removeFinalizers(valid);
    }

    /**
     * The namespace of a deleted project is deleted, and waits for the finalizers of its Secrets. Nobody else removes
     * that of ks-devops.
     */
    @Test
    void theFinalizerOfADeletedSecretIsRemovedInTheNamespaceOfADeletedProject() {
        DevOpsProject gone = createProject();
        admin.namespaces().withName(namespace).edit(edited -> {
            edited.getMetadata()
                    .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                            .withApiVersion(gone.getApiVersion())
                            .withKind(gone.getKind())
                            .withName(project)
                            .withUid(gone.getMetadata().getUid())
                            .withController(true)
                            .build()));
            return edited;
        });
        create(text("going", "value").finalizer("finalizers.kubesphere.io/credential"));
        admin.resource(gone).delete();
        admin.namespaces().withName(namespace).delete();
        start(Set.of());
        await("the namespace does not exist")
                .atMost(Duration.ofMinutes(1))
                .until(() -> admin.namespaces().withName(namespace).get() == null);
        assertThat(sink.credentials).isEmpty();
    }

    /** A Jenkins that does not hold the Lease may resume a build, which needs credentials. */
    @Test
    void anOperatorWithoutTheLeaseReadsAndDoesNotWrite() {
        createProject();
        DevOpsOperator holder = start(Set.of("somewhere-else"), config, "home-1", new RecordingCredentialSink());
        await("home-1 holds the Lease").until(() -> holder.status().get(0).state() == SessionStatus.State.RUNNING);
        Secret secret = create(text("token", "value"));
        DevOpsOperator waiting = start(Set.of(), config, "home-2", sink);
        awaitText("token", "value");
        await("home-2 waits for the Lease").until(() -> waiting.status().get(0).state() == SessionStatus.State.WAITING);
        pauseForEvents();
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();

        holder.close();
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
    }

    private TestSecretBuilder withFinalizer(String id) {
        TestSecretBuilder secret = text(id, "value").finalizer("finalizers.kubesphere.io/credential");
        return id.equals("staying") ? secret.finalizer("example.com/other") : secret;
    }

    private void removeFinalizers(Secret secret) {
        change(secret, edited -> {
            edited.getMetadata().setFinalizers(List.of());
            return edited;
        });
    }
}
