package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.BadInputTestCase;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import org.junit.jupiter.api.Test;

/** Tests which condition and message a project gets if it cannot have its namespace. */
class BadProjectsIT extends BadInputTestCase {

    @Test
    void aSecondProjectWithTheSameNamespaceIsRefused() {
        DevOpsProject second = new DevOpsProject();
        second.setMetadata(
                new ObjectMetaBuilder().withName(scenario.namespace + "-b").build());
        second.setStatus(new DevOpsProjectStatus(scenario.namespace, null));
        second = scenario.client.resource(second).create();

        assertThat(scenario.awaitReason(second, "Ready", "NamespaceConflict"))
                .isEqualTo("DevOpsProject " + scenario.namespace + "-b: namespace " + scenario.namespace
                        + " belongs to DevOpsProject " + scenario.namespace
                        + " (label kubesphere.io/devopsproject); set another status.adminNamespace in DevOpsProject "
                        + scenario.namespace + "-b, or delete DevOpsProject " + scenario.namespace
                        + " with its namespace");
        assertThat(scenario.awaitEvents(second, "CreateAdminNamespaceFailed")).hasSize(1);

        scenario.client.resource(second).delete();
        scenario.awaitGone(second);
        assertThat(scenario.client
                        .namespaces()
                        .withName(scenario.namespace)
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp())
                .as("the namespace of the other project")
                .isNull();
    }

    @Test
    void aForeignNamespaceIsTakenOverByItsLabelAndTheAnnotation() {
        String foreign = scenario.inOtherNamespace().namespace;
        Namespace namespace = scenario.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(foreign)
                        .endMetadata()
                        .build())
                .create();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(foreign).build());
        project = scenario.client.resource(project).create();
        assertThat(scenario.awaitReason(project, "Ready", "NamespaceConflict"))
                .isEqualTo("DevOpsProject " + foreign + ": namespace " + foreign
                        + " exists and does not belong to this project; to hand it over, label the namespace"
                        + " kubesphere.io/devopsproject=" + foreign + " and annotate the project"
                        + " devops.kubesphere.io/adopt=true; else set another status.adminNamespace in DevOpsProject "
                        + foreign);

        scenario.edit(namespace, found -> found.getMetadata().getLabels().put("kubesphere.io/devopsproject", foreign));
        scenario.edit(project, found -> found.getMetadata().getAnnotations().put("devops.kubesphere.io/adopt", "true"));

        scenario.awaitReady(project);
        scenario.client.resource(project).delete();
        scenario.awaitGone(project);
        scenario.client.resource(namespace).delete();
    }
}
