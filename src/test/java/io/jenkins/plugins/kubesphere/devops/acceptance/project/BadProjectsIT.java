package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.BadInput;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import org.junit.jupiter.api.Test;

/** Projects that cannot have their namespace: which condition and message they get. */
class BadProjectsIT extends BadInput {

    @Test
    void aSecondProjectWithTheSameNamespaceIsRefused() {
        DevOpsProject second = new DevOpsProject();
        second.setMetadata(
                new ObjectMetaBuilder().withName(loop.namespace + "-b").build());
        second.setStatus(new DevOpsProjectStatus(loop.namespace, null));
        second = loop.client.resource(second).create();

        assertThat(loop.awaitReason(second, "Ready", "NamespaceConflict"))
                .isEqualTo("DevOpsProject " + loop.namespace + "-b: namespace " + loop.namespace
                        + " belongs to DevOpsProject " + loop.namespace
                        + " (label kubesphere.io/devopsproject); delete one of the two projects, or give this one"
                        + " another status.adminNamespace");
        assertThat(loop.awaitEvents(second, "CreateAdminNamespaceFailed")).hasSize(1);

        loop.client.resource(second).delete();
        loop.awaitGone(second);
        assertThat(loop.client
                        .namespaces()
                        .withName(loop.namespace)
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp())
                .as("the namespace of the other project")
                .isNull();
    }

    @Test
    void aForeignNamespaceIsTakenOverByItsLabel() {
        String foreign = loop.inOtherNamespace().namespace;
        Namespace namespace = loop.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(foreign)
                        .endMetadata()
                        .build())
                .create();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(foreign).build());
        project = loop.client.resource(project).create();
        assertThat(loop.awaitReason(project, "Ready", "NamespaceConflict")).contains("label it");

        loop.edit(namespace, found -> found.getMetadata().getLabels().put("kubesphere.io/devopsproject", foreign));

        loop.awaitReady(project);
        loop.client.resource(project).delete();
        loop.awaitGone(project);
    }
}
