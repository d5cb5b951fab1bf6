package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import org.junit.jupiter.api.Test;

@WithCluster
class CreatedObjectsIT {
    @Test
    void createdObjectsAreDeleted(KubernetesClient client, TestNamespace namespace) {
        CreatedObjects created = new CreatedObjects(client);
        HasMetadata object = created.create(template(namespace));

        assertThat(created.delete(object)).isTrue();

        assertThat(client.resource(object).get()).isNull();
        assertThat(created.delete(object)).as("the object is already deleted").isTrue();
    }

    @Test
    void anExistingObjectIsNeitherChangedNorDeleted(KubernetesClient client, TestNamespace namespace) {
        HasMetadata otherObject = client.resource(template(namespace)).create();
        CreatedObjects created = new CreatedObjects(client);

        assertThatThrownBy(() -> created.create(template(namespace)))
                .hasMessage("Template " + namespace + "/hello already exists, and is not changed");

        assertThat(created.stopCreating()).isEmpty();
        assertThat(client.resource(otherObject).get().getMetadata().getResourceVersion())
                .isEqualTo(otherObject.getMetadata().getResourceVersion());
    }

    @Test
    void anObjectThatReplacedOursIsNotDeleted(KubernetesClient client, TestNamespace namespace) {
        CreatedObjects created = new CreatedObjects(client);
        HasMetadata ours = created.create(template(namespace));
        client.resource(ours).delete();
        HasMetadata otherObject = client.resource(template(namespace)).create();

        assertThat(created.delete(ours)).isTrue();

        assertThat(client.resource(otherObject).get().getMetadata().getUid())
                .isEqualTo(otherObject.getMetadata().getUid());
    }

    /** Here, another object replaces ours between our check and our delete request. */
    @Test
    void theApiServerComparesTheUidAgain(KubernetesClient client, TestNamespace namespace) {
        CreatedObjects createdObjects = new CreatedObjects(client) {
            @Override
            boolean exists(HasMetadata object) {
                return true;
            }
        };
        HasMetadata ours = createdObjects.create(template(namespace));
        client.resource(ours).delete();
        HasMetadata otherObject = client.resource(template(namespace)).create();

        assertThat(createdObjects.delete(ours)).isTrue();

        assertThat(client.resource(otherObject).get().getMetadata().getUid())
                .isEqualTo(otherObject.getMetadata().getUid());
    }

    @Test
    void nothingIsCreatedAfterTheEndOfTheTrial(KubernetesClient client, TestNamespace namespace) {
        CreatedObjects created = new CreatedObjects(client);
        created.stopCreating();

        assertThatThrownBy(() -> created.create(template(namespace)))
                .hasMessage("the trial is ending; Template " + namespace + "/hello is not created");
    }

    private static Template template(TestNamespace namespace) {
        Template template = new Template();
        template.setMetadata(new ObjectMetaBuilder()
                .withName("hello")
                .withNamespace(namespace.name())
                .build());
        return template;
    }
}
