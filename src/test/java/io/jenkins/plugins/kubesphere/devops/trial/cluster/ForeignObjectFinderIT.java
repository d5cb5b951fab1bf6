package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithCluster
class ForeignObjectFinderIT {
    private List<GenericKubernetesResource> definitions = List.of();

    @AfterEach
    void deleteDefinitions(KubernetesClient client) {
        definitions.forEach(definition -> client.resource(definition).delete());
    }

    /**
     * Earlier, the namespace was deleted together with such objects, because only the preferred version of each group
     * was listed.
     */
    @Test
    void aKindThatExistsOnlyInAnotherVersionOfItsGroupIsFound(KubernetesClient client, TestNamespace namespace) {
        definitions = List.of(definition("Preferred", "v1"), definition("Old", "v1alpha1"));
        definitions.forEach(definition -> client.resource(definition).create());
        CrdInstaller.awaitEstablished(client, definitions);
        GenericKubernetesResource object =
                Serialization.unmarshal("""
                apiVersion: contents.example.com/v1alpha1
                kind: Old
                metadata: {name: mine, namespace: %s}
                """.formatted(namespace), GenericKubernetesResource.class);
        client.resource(object).create();

        ForeignObjectFinder contents = new ForeignObjectFinder(client, namespace.name());

        // Discovery lists a new kind shortly after its CRD is established.
        List<String> others = await("the object is found")
                .until(() -> contents.findForeignObjects(Set.of()), found -> !found.isEmpty());
        assertThat(others).containsExactly("Old " + namespace + "/mine");
    }

    private static GenericKubernetesResource definition(String kind, String version) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        return Serialization.unmarshal("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.contents.example.com}
                spec:
                  group: contents.example.com
                  scope: Namespaced
                  names: {kind: %2$s, plural: %1$s}
                  versions:
                    - name: %3$s
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object}}
                """.formatted(plural, kind, version), GenericKubernetesResource.class);
    }
}
