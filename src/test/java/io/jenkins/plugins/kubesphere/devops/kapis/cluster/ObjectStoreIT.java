package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handler looked at is what is changed and deleted, and not what has its name by now. */
@WithCluster
class ObjectStoreIT {
    private KubernetesClient client;
    private String namespace;
    private ObjectStore<Secret> store;

    @BeforeEach
    void createStore(KubernetesClient admin, TestNamespace testNamespace) {
        client = admin;
        namespace = testNamespace.name();
        store = new ObjectStore<>(Secret.class, () -> client);
    }

    @Test
    void anObjectWithTheNameOfADeletedOneIsNotDeleted() {
        Secret known = create("first");
        recreate();

        assertThatThrownBy(() -> store.delete(known))
                .hasMessage(
                        "secrets \"registry\" was deleted meanwhile, and another one has its name; look at that one,"
                                + " and try again")
                .asInstanceOf(InstanceOfAssertFactories.type(KapisException.class))
                .returns(409, KapisException::status);
        assertThatThrownBy(() -> store.deleteIf(known, live -> true)).hasMessageContaining("was deleted meanwhile");
        assertThat(stored()).isNotNull();

        client.resource(stored()).delete();
        assertThatThrownBy(() -> store.delete(known)).hasMessage("secrets \"registry\" not found");
        assertThatThrownBy(() -> store.deleteIf(known, live -> true)).hasMessage("secrets \"registry\" not found");
    }

    @Test
    void anObjectWithTheNameOfADeletedOneIsNotReplaced() {
        Secret known = create("first");
        recreate();

        assertThatThrownBy(() -> store.replace(known, body("third"), (live, changed) -> {}))
                .hasMessageContaining("was deleted meanwhile");
        assertThat(MetadataReader.annotation(stored(), "kubesphere.io/value")).contains("second");
    }

    /** Otherwise what one version had would count as sent by the caller, and undo what somebody else has written meanwhile. */
    @Test
    void eachAttemptBeginsWithWhatTheCallerSent() {
        Secret known = create("first");
        List<Map<String, String>> begun = new ArrayList<>();

        store.replace(known, body("third"), (live, changed) -> {
            begun.add(changed.getStringData());
            changed.setStringData(Map.of("attempt", "" + begun.size()));
            if (begun.size() == 1) {
                annotate("meanwhile");
            }
        });

        assertThat(begun).hasSize(2);
        assertThat(begun.get(1)).isEqualTo(begun.get(0));
        assertThat(stored().getData()).containsEntry("attempt", "Mg==");
    }

    /** Kubernetes takes it for any version. */
    @Test
    void zeroIsNotAVersion() {
        Secret known = create("first");
        Secret body = body("second");
        body.getMetadata().setResourceVersion("0");

        assertThatThrownBy(() -> store.replace(known, body, (live, changed) -> {}))
                .hasMessage(
                        "metadata.resourceVersion is not one that an answer had; send the one of the last answer, or"
                                + " none");
    }

    @Test
    void anObjectThatWasChangedMeanwhileIsDeleted() {
        Secret known = create("first");
        annotate("changed");

        store.delete(known);

        assertThat(stored()).isNull();
    }

    /** The API server checks the precondition for objects of a group, too. */
    @Test
    void aRunWithTheNameOfADeletedOneIsNotDeleted() {
        ObjectStore<PipelineRun> runs = new ObjectStore<>(PipelineRun.class, () -> client);
        PipelineRun known = runs.create(namespace, run(), Map.of());
        client.resource(known).delete();
        PipelineRun other = runs.create(namespace, run(), Map.of());

        assertThatThrownBy(() -> runs.delete(known))
                .hasMessageStartingWith("pipelineruns.devops.kubesphere.io \"web-1\" was deleted meanwhile");
        runs.delete(other);
        assertThat(client.resource(other).get()).isNull();
    }

    private static PipelineRun run() {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder().withName("web-1").build());
        run.setSpec(new PipelineRunSpec(null, List.of(), null, null, null));
        return run;
    }

    @Test
    void aConditionIsThatOfTheVersionWhichIsDeleted() {
        Secret known = create("first");
        annotate("second");

        assertThatThrownBy(() -> store.deleteIf(known, live -> isValue("first", live)))
                .hasMessage("secrets \"registry\" not found");
        // Another client writes between the two requests.
        assertThatThrownBy(() -> store.deleteIf(known, live -> {
                    boolean holds = isValue("second", live);
                    annotate("third");
                    return holds;
                }))
                .hasMessage("secrets \"registry\" not found");
        assertThat(stored()).isNotNull();

        store.deleteIf(known, live -> isValue("third", live));
        assertThat(stored()).isNull();
    }

    private static boolean isValue(String value, Secret secret) {
        return MetadataReader.annotation(secret, "kubesphere.io/value")
                .filter(value::equals)
                .isPresent();
    }

    @Test
    void noAnswerSaysWhoWroteWhichField() {
        Secret created = create("first");
        assertThat(stored().getMetadata().getManagedFields()).isNotEmpty();

        assertThat(List.of(
                        created,
                        store.replace(created, body("second"), (live, changed) -> {}),
                        store.merge(created, PatchWriter.emptyPatch()),
                        store.find(namespace, "registry").orElseThrow()))
                .allSatisfy(secret ->
                        assertThat(secret.getMetadata().getManagedFields()).isEmpty());
    }

    private Secret create(String value) {
        return store.create(namespace, body(value), Map.of());
    }

    private void recreate() {
        client.resource(stored()).delete();
        create("second");
    }

    private static Secret body(String value) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("registry")
                .addToAnnotations("kubesphere.io/value", value)
                .endMetadata()
                .build();
    }

    private void annotate(String value) {
        client.secrets().inNamespace(namespace).withName("registry").edit(live -> {
            live.getMetadata().getAnnotations().put("kubesphere.io/value", value);
            return live;
        });
    }

    private Secret stored() {
        return client.secrets().inNamespace(namespace).withName("registry").get();
    }
}
