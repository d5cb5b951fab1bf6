package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.engine.Await;
import io.jenkins.plugins.kubesphere.devops.engine.credential.CredentialName;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.Requirements;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.LifecycleStatus;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Pace;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.ServiceAccounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From Secrets of a real API server to the engine's shelf, and what is said on them. */
@WithCluster
class CredentialsIT {
    private static final String TEXT = "credential.devops.kubesphere.io/secret-text";
    private static final Pace PACE = new Pace(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(3));

    @TempDir
    Path state;

    private final RecordingShelf shelf = new RecordingShelf();
    private final List<AutoCloseable> closing = new CopyOnWriteArrayList<>();
    private KubernetesClient admin;
    private Config config;
    private String namespace;

    @BeforeEach
    void setUp(Config server, KubernetesClient client, TestNamespace own) {
        config = server;
        admin = client;
        namespace = own.name();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : closing) {
            closeable.close();
        }
    }

    @Test
    void aSecretOfAProjectBecomesACredential() {
        label("shop");
        Secret before = create(text("before", "there before"));
        DevOpsOperator operator = start(Set.of());
        awaitText("before", "there before");
        assertThat(shelf.projects).containsEntry(name("before"), "shop");

        Secret after = create(text("after", "there after"));
        awaitText("after", "there after");
        awaitAnnotation(before, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
        awaitAnnotation(after, Annotations.CREDENTIAL_SYNC_STATUS, "successful");

        Secret written = admin.resource(after).get();
        replace(after, "secret", "rotated");
        awaitText("after", "rotated");
        assertThat(admin.resource(after).get().getMetadata().getAnnotations())
                .isEqualTo(written.getMetadata().getAnnotations());

        admin.resource(after).delete();
        awaitNone("after");
        assertThat(operator.status()).extracting(LifecycleStatus::problems).allMatch(List::isEmpty);
    }

    @Test
    void aLabelledSecretIsOneToo() {
        label("shop");
        start(Set.of());
        Secret opaque = create(TestSecret.of("Opaque")
                .named(namespace, "opaque")
                .labelled(Labels.JENKINS_CREDENTIAL_TYPE, "secretText")
                .with("text", "token"));
        awaitText("opaque", "token");
        awaitAnnotation(opaque, Annotations.CREDENTIAL_SYNC_STATUS, "successful");

        change(opaque, secret -> {
            secret.getMetadata().getLabels().clear();
            return secret;
        });
        awaitNone("opaque");
    }

    @Test
    void onlyNamespacesOfProjectsCount() {
        start(Set.of());
        Secret secret = create(text("token", "value"));
        Secret fence = fence();
        assertThat(shelf.text(name("token"))).isEmpty();

        label("shop");
        awaitText("token", "value");

        label(null);
        awaitNone("token");
        assertThat(admin.resource(fence).get()).isNotNull();
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE)).isNull();
    }

    @Test
    void otherNamespacesThanTheServedDoNotCount() {
        label("shop");
        start(Set.of("somewhere-else"));
        Secret secret = create(text("token", "value"));
        Await.until("the first list is there", () -> !shelf.awaited);
        Secret watched = create(text("later", "value"));
        pauseForEvents(watched);

        assertThat(shelf.credentials).isEmpty();
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();
    }

    @Test
    void anInvalidSecretIsWithdrawnAndSaysWhy() {
        label("shop");
        start(Set.of());
        Secret secret = create(text("token", "valid-value"));
        awaitText("token", "valid-value");

        replace(secret, "secret", "");
        awaitNone("token");
        String words = "Secret " + name("token") + ": key \"secret\" is empty; give it a value";
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "failed");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE, words);
        awaitEvent(secret, words);

        replace(secret, "secret", "valid-again");
        awaitText("token", "valid-again");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_MESSAGE, null);
        assertThat(admin.v1().events().inNamespace(namespace).list().getItems())
                .extracting(Event::getMessage)
                .noneMatch(message -> message.contains("valid-"));
    }

    @Test
    void whatTheEngineRefusesIsSaidToo() {
        label("shop");
        start(Set.of());
        Secret secret = create(text("token", RecordingShelf.REFUSED));
        awaitAnnotation(
                secret,
                Annotations.CREDENTIAL_SYNC_MESSAGE,
                "Secret " + name("token") + ": the text cannot be taken; give another");
        assertThat(shelf.credentials).isEmpty();
    }

    /** They are also there for other reasons. */
    @Test
    void nothingIsWrittenOnKubernetesOwnTypesButAnEvent() throws Exception {
        label("shop");
        start(Set.of());
        Secret tls = create(TestSecret.of("kubernetes.io/tls")
                .named(namespace, "tls")
                .with("tls.crt", TestKeys.certificate())
                .with("tls.key", TestKeys.privateKey()));
        Await.until("it is a credential", () -> shelf.credentials.containsKey(name("tls")));
        Secret broken = create(TestSecret.of("kubernetes.io/tls")
                .named(namespace, "broken")
                .with("tls.crt", "none")
                .with("tls.key", "none"));
        awaitEvent(
                broken,
                "Secret " + name("broken")
                        + ": key \"tls.crt\" is no certificate in PEM form; give the whole file, from"
                        + " -----BEGIN CERTIFICATE----- on");
        assertThat(List.of(tls, broken)).allSatisfy(secret -> assertThat(
                        admin.resource(secret).get().getMetadata().getAnnotations())
                .isNullOrEmpty());
    }

    @Test
    void theFinalizerOfKsDevOpsIsTakenOff() {
        label("shop");
        Secret going = create(held("going"));
        admin.resource(going).delete();
        Secret staying = create(held("staying"));
        start(Set.of());

        Await.until("it is gone", () -> admin.resource(going).get() == null);
        Await.until("the finalizer is gone", () -> admin.resource(staying)
                .get()
                .getMetadata()
                .getFinalizers()
                .equals(List.of("example.com/other")));
        awaitText("staying", "value");
        release(staying);
    }

    /** Nobody would ever take it off otherwise. */
    @Test
    void theFinalizerOfASecretThatGoesIsTakenOffAlsoOutsideOfProjects() {
        Secret going = create(text("going", "value").finalizer("finalizers.kubesphere.io/credential"));
        admin.resource(going).delete();
        start(Set.of());
        Await.until("it is gone", () -> admin.resource(going).get() == null);
    }

    @Test
    void whatWentWhileNobodyWatchedIsWithdrawn() {
        label("shop");
        Secret secret = create(text("token", "value"));
        DevOpsOperator operator = start(Set.of());
        awaitText("token", "value");
        operator.close();
        assertThat(shelf.credentials).as("nobody keeps them up to date").isEmpty();

        admin.resource(secret).delete();
        shelf.credentials.put(name("token"), SecretCredentialsTest.anyText());
        start(Set.of());
        awaitNone("token");
    }

    /** A build may be resumed by a Jenkins that does not hold the Lease. */
    @Test
    void whoeverWaitsForTheLeaseReadsAndDoesNotWrite() {
        label("shop");
        DevOpsOperator holder = start(Set.of("somewhere-else"), config, "home-1", new RecordingShelf());
        Await.until("the Lease is held", () -> holder.status().get(0).state() == LifecycleStatus.State.RUNNING);
        Secret secret = create(text("token", "value"));
        DevOpsOperator waiting = start(Set.of(), config, "home-2", shelf);
        awaitText("token", "value");
        assertThat(waiting.status().get(0).state()).isEqualTo(LifecycleStatus.State.WAITING);
        pauseForEvents(secret);
        assertThat(annotation(secret, Annotations.CREDENTIAL_SYNC_STATUS)).isNull();

        holder.close();
        awaitAnnotation(secret, Annotations.CREDENTIAL_SYNC_STATUS, "successful");
    }

    @Test
    void withoutTheRightToSecretsItIsSaidAndEverythingElseRuns() {
        label("shop");
        create(text("token", "value"));
        ServiceAccounts account = ServiceAccounts.create(admin, namespace);
        closing.add(account);
        account.may(Requirements.all(namespace).stream()
                .flatMap(preflight -> preflight.rights().stream())
                .filter(right -> !right.resource().equals("secrets"))
                .toList());
        DevOpsOperator operator = start(Set.of(), account.config(config), "home", shelf);

        String words = "not allowed to list, watch, patch secrets; grant it to our service account in a ClusterRole";
        Await.until("it is said", () -> shelf.unavailable.equals(words));
        assertThat(shelf.awaited).isFalse();
        Await.until("the rest runs", () -> operator.status().get(0).state() == LifecycleStatus.State.RUNNING);
        assertThat(operator.status())
                .filteredOn(status -> status.name().equals("credentials"))
                .singleElement()
                .satisfies(status -> assertThat(status.problems()).containsExactly(words));

        account.may(Requirements.all(namespace).stream()
                .flatMap(preflight -> preflight.rights().stream())
                .toList());
        awaitText("token", "value");
    }

    private DevOpsOperator start(Set<String> namespaces) {
        return start(namespaces, config, "home", shelf);
    }

    private DevOpsOperator start(Set<String> namespaces, Config connection, String home, RecordingShelf target) {
        EmbeddedEngine engine = new EmbeddedEngine(state.resolve(home + closing.size()));
        DevOpsOperator operator = new DevOpsOperator(
                new OperatorSettings(
                        home,
                        namespace,
                        LeaseTimings.DEFAULT,
                        namespaces,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        8,
                        PACE),
                () -> connection,
                engine,
                target,
                status -> {});
        closing.add(0, engine);
        closing.add(0, operator);
        operator.start();
        return operator;
    }

    /** @param project null to take the label off */
    private void label(String project) {
        Namespace found = admin.namespaces().withName(namespace).get();
        admin.resource(found).edit(edited -> {
            if (project == null) {
                edited.getMetadata().getLabels().remove(Labels.PROJECT);
            } else {
                edited.getMetadata().getLabels().put(Labels.PROJECT, project);
            }
            return edited;
        });
    }

    private TestSecret text(String id, String value) {
        return TestSecret.of(TEXT).named(namespace, id).with("secret", value);
    }

    private TestSecret held(String id) {
        TestSecret secret = text(id, "value").finalizer("finalizers.kubesphere.io/credential");
        return id.equals("staying") ? secret.finalizer("example.com/other") : secret;
    }

    private Secret create(TestSecret secret) {
        return admin.resource(secret.get()).create();
    }

    private void replace(Secret secret, String key, String value) {
        change(secret, edited -> {
            edited.setData(Map.of(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
            return edited;
        });
    }

    /** Whatever else is written on it meanwhile. */
    private void change(Secret secret, UnaryOperator<Secret> change) {
        while (true) {
            try {
                admin.secrets()
                        .inNamespace(namespace)
                        .withName(secret.getMetadata().getName())
                        .edit(change);
                return;
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).as(e.getMessage()).isEqualTo(409);
            }
        }
    }

    private void release(Secret secret) {
        change(secret, edited -> {
            edited.getMetadata().setFinalizers(List.of());
            return edited;
        });
    }

    /** Something that happened after all that was done before, once its effect is seen. */
    private Secret fence() {
        Secret going = create(text("fence", "value").finalizer("finalizers.kubesphere.io/credential"));
        admin.resource(going).delete();
        Await.until("the fence is gone", () -> admin.resource(going).get() == null);
        return create(text("fence", "value"));
    }

    /** Gives events the time to have an effect that they must not have. */
    private static void pauseForEvents(Secret cause) {
        try {
            assertThat(cause).isNotNull();
            Thread.sleep(1_500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CredentialName name(String id) {
        return new CredentialName(namespace, id);
    }

    private void awaitText(String id, String text) {
        Await.until(
                id + " is " + text,
                () -> shelf.text(name(id)).filter(text::equals).isPresent());
    }

    private void awaitNone(String id) {
        Await.until(
                id + " is withdrawn",
                () -> !shelf.awaited && shelf.text(name(id)).isEmpty());
    }

    private void awaitAnnotation(Secret secret, String key, String value) {
        Await.until(key + " is " + value, () -> annotation(secret, key), found -> Objects.equals(found, value));
    }

    private String annotation(Secret secret, String key) {
        Map<String, String> annotations =
                admin.resource(secret).get().getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }

    private void awaitEvent(Secret secret, String words) {
        Await.until(
                "there is an Event that says " + words,
                () -> admin.v1().events().inNamespace(namespace).list().getItems().stream()
                        .anyMatch(event -> words.equals(event.getMessage())
                                && "SyncFailed".equals(event.getReason())
                                && secret.getMetadata()
                                        .getUid()
                                        .equals(event.getInvolvedObject().getUid())));
    }
}
