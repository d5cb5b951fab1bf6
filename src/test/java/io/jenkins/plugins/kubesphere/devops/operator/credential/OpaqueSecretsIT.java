package io.jenkins.plugins.kubesphere.devops.operator.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ClientFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tests what the owner of a Secret reads whose type makes it no credential, although its annotations say so. */
class OpaqueSecretsIT extends SecretsTestCase {
    private static final String PREFIX = "credential.devops.kubesphere.io/";
    private static final String STATUS = PREFIX + "syncstatus";
    private static final String MESSAGE = PREFIX + "syncmsg";

    @Test
    void aSecretWithItsTypeInAnAnnotationIsFailed() {
        createProject();
        Secret before = create(opaque("before").annotated(PREFIX + "type", "basic-auth"));
        start(Set.of());

        String problem =
                ": its type is Opaque, so it is not a credential, and Kubernetes cannot change the type; delete"
                        + " the Secret and create it again with type credential.devops.kubesphere.io/basic-auth";
        awaitAnnotation(before, STATUS, "failed");
        awaitAnnotation(before, MESSAGE, "Secret " + namespace + "/before" + problem);
        awaitEvent(before, "Secret " + namespace + "/before" + problem);

        Secret later =
                create(opaque("later").annotated(PREFIX + "type", "basic-auth").annotated(STATUS, "pending"));
        awaitAnnotation(later, STATUS, "failed");
        awaitAnnotation(later, MESSAGE, "Secret " + namespace + "/later" + problem);
        assertThat(admin.resource(later).get().getData()).containsOnlyKeys("username", "password");
    }

    @Test
    void aSecretIsACredentialOnceItHasTheLabel() {
        createProject();
        start(Set.of());
        Secret secret = create(opaque("login").annotated(STATUS, "pending").with("text", "value"));
        awaitAnnotation(secret, STATUS, "failed");

        change(secret, edited -> {
            edited.getMetadata().setLabels(Map.of("jenkins.io/credentials-type", "secretText"));
            return edited;
        });

        awaitText("login", "value");
        awaitAnnotation(secret, STATUS, "successful");
        awaitAnnotation(secret, MESSAGE, null);
    }

    @Test
    void anyOtherSecretIsNotTouched() {
        createProject();
        start(Set.of());
        Secret other = create(opaque("other"));
        awaitAnnotation(create(opaque("marked").annotated(STATUS, "pending")), STATUS, "failed");
        pauseForEvents();

        assertThat(admin.resource(other).get().getMetadata().getResourceVersion())
                .isEqualTo(other.getMetadata().getResourceVersion());
    }

    /** Secrets of this type may hold anything, so their data must not reach Jenkins. */
    @Test
    void theApiServerSendsNoDataOfSecretsOfTypeOpaque() throws Exception {
        create(opaque("login"));
        List<Secret> watched = new CopyOnWriteArrayList<>();
        try (KubernetesClient client = ClientFactory.createForSession(() -> config)) {
            var selected = client.secrets().inNamespace(namespace).withField("type", "Opaque");
            assertThat(selected.list().getItems())
                    .filteredOn(secret -> secret.getMetadata().getName().equals("login"))
                    .singleElement()
                    .satisfies(secret -> assertThat(secret.getData()).isNullOrEmpty());
            closeables.add(selected.watch(new Watcher<>() {
                @Override
                public void eventReceived(Action action, Secret secret) {
                    watched.add(secret);
                }

                @Override
                public void onClose(WatcherException cause) {}
            }));
            await("the Secret is watched").until(() -> watched, found -> !found.isEmpty());
            assertThat(watched)
                    .allSatisfy(secret -> assertThat(secret.getData()).isNullOrEmpty());
            assertThat(client.secrets()
                            .inNamespace(namespace)
                            .withName("login")
                            .get()
                            .getData())
                    .isNotEmpty();
        }
    }

    private TestSecretBuilder opaque(String name) {
        return TestSecretBuilder.of("Opaque")
                .named(namespace, name)
                .with("username", "alice")
                .with("password", "s3cret");
    }
}
