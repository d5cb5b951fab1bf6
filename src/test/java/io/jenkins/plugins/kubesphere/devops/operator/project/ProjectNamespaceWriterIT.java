package io.jenkins.plugins.kubesphere.devops.operator.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a project does not delete or change a namespace that is not the one that was read. */
@WithCluster
class ProjectNamespaceWriterIT {
    private static final String LABEL = "kubesphere.io/devopsproject";

    private final String name = TestNamespace.randomName();
    private KubernetesClient admin;
    private ProjectNamespaceWriter writer;
    private DevOpsProject project;

    @BeforeEach
    void createProject(KubernetesClient client) {
        admin = client;
        writer = new ProjectNamespaceWriter(client);
        DevOpsProject request = new DevOpsProject();
        request.getMetadata().setName(name);
        project = admin.resource(request).create();
    }

    @AfterEach
    void delete() {
        admin.resource(project).delete();
        admin.namespaces().withName(name).delete();
    }

    @Test
    void aNamespaceCreatedAgainAfterItWasReadIsNotDeleted() {
        writer.create(project, name);
        Namespace read = current();
        admin.resource(read).delete();
        awaitGone();
        Namespace second = createLabelled();

        assertThatThrownBy(() -> writer.release(project, read))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(409));

        assertThat(current().getMetadata().getUid())
                .isEqualTo(second.getMetadata().getUid());
        assertThat(current().getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void aNamespaceThatTheProjectCreatedIsDeleted() {
        writer.create(project, name);
        Namespace read = current();

        writer.release(project, read);

        awaitGone();
        assertThatCode(() -> writer.release(project, read))
                .as("a second attempt")
                .doesNotThrowAnyException();
    }

    @Test
    void theLabelsOfAnAdoptedNamespaceAreRemovedUnlessItWasChanged() {
        Namespace read = createLabelled();
        setLabel("example.com/team", "a");

        assertThatThrownBy(() -> writer.release(project, read))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(409));
        writer.release(project, current());

        assertThat(current().getMetadata().getDeletionTimestamp()).isNull();
        assertThat(current().getMetadata().getLabels())
                .containsEntry("example.com/team", "a")
                .doesNotContainKeys(LABEL, "devops.kubesphere.io/managed");
    }

    @Test
    void aNamespaceOfAnotherProjectIsNotChanged() {
        writer.create(project, name);
        setLabel(LABEL, "another");
        Namespace read = current();

        writer.release(project, read);

        assertThat(current().getMetadata().getResourceVersion())
                .isEqualTo(read.getMetadata().getResourceVersion());
    }

    private Namespace createLabelled() {
        return admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(Map.of(LABEL, name, "devops.kubesphere.io/managed", "true"))
                        .endMetadata()
                        .build())
                .create();
    }

    private void setLabel(String key, String value) {
        admin.namespaces().withName(name).edit(namespace -> {
            namespace.getMetadata().getLabels().put(key, value);
            return namespace;
        });
    }

    private Namespace current() {
        return admin.namespaces().withName(name).get();
    }

    private void awaitGone() {
        admin.namespaces().withName(name).waitUntilCondition(found -> found == null, 60, TimeUnit.SECONDS);
    }
}
