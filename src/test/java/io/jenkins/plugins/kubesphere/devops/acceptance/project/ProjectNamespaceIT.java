package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the namespace of a project: what the operator writes there, and what it restores. */
class ProjectNamespaceIT extends AcceptanceTestCase {
    private static final String WORKSPACE = "kubesphere.io/workspace";

    @Test
    void aProjectGetsAndReportsItsNamespace() {
        DevOpsProject project = scenario.client
                .resources(DevOpsProject.class)
                .withName(scenario.namespace)
                .get();
        Namespace namespace =
                scenario.client.namespaces().withName(scenario.namespace).get();

        assertThat(namespace.getMetadata().getLabels())
                .containsEntry("kubesphere.io/devopsproject", scenario.namespace)
                .containsEntry("devops.kubesphere.io/managed", "true");
        assertThat(namespace.getMetadata().getOwnerReferences())
                .extracting(owner -> owner.getUid())
                .containsExactly(project.getMetadata().getUid());
        assertThat(project.getStatus().adminNamespace()).isEqualTo(scenario.namespace);
        assertThat(project.getMetadata().getAnnotations())
                .containsEntry(Annotations.PROJECT_SYNC_STATUS, "successful")
                .containsKey(Annotations.OBSERVED_SPEC);
        assertThat(project.getMetadata().getFinalizers()).containsExactly("devops.kubesphere.io/devopsproject");
    }

    @Test
    void theNamespaceGetsTheWorkspaceOnce() {
        setWorkspace("first");
        scenario.await(namespace(), found -> "first"
                .equals(found.getMetadata().getLabels().get(WORKSPACE)));

        setWorkspace("second");

        DevOpsProject project = scenario.await(project(), found -> found.getStatus()
                .condition("Ready")
                .filter(condition -> condition.message().contains("workspace second"))
                .isPresent());
        assertThat(project.getStatus().hasTrueCondition("Ready")).isTrue();
        assertThat(namespace().getMetadata().getLabels()).containsEntry(WORKSPACE, "first");
    }

    @Test
    void anEmptyWorkspaceIsNotCopied() {
        setWorkspace("");
        removeLabel("devops.kubesphere.io/managed");

        Namespace labelled = scenario.await(
                namespace(), found -> found.getMetadata().getLabels().containsKey("devops.kubesphere.io/managed"));

        assertThat(labelled.getMetadata().getLabels()).doesNotContainKey(WORKSPACE);
    }

    /** The operator may restore the label: the owner reference shows that the namespace was created for the project. */
    @Test
    void aRemovedLabelOfTheNamespaceIsRestored() {
        removeLabel("kubesphere.io/devopsproject");

        scenario.await(
                namespace(),
                found -> scenario.namespace.equals(
                        found.getMetadata().getLabels().get("kubesphere.io/devopsproject")));
        scenario.awaitReady(project());
    }

    @Test
    void aDeletedNamespaceOfAProjectIsCreatedAgain() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        Namespace first = namespace();

        scenario.client.resource(first).delete();

        scenario.awaitEvent(
                project(),
                "DriftCorrected: namespace " + scenario.namespace
                        + " was deleted; it is created again, without its former content. To delete it permanently,"
                        + " delete the project");
        Namespace second = scenario.await(first, found -> !found.getMetadata()
                .getUid()
                .equals(first.getMetadata().getUid()));
        assertThat(second.getMetadata().getLabels()).containsEntry("kubesphere.io/devopsproject", scenario.namespace);
        scenario.awaitReady(project());
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        assertThat(scenario.awaitEnd(scenario.createRun("web-1", "web"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
    }

    private DevOpsProject project() {
        return scenario.client
                .resources(DevOpsProject.class)
                .withName(scenario.namespace)
                .get();
    }

    private Namespace namespace() {
        return scenario.client.namespaces().withName(scenario.namespace).get();
    }

    private void setWorkspace(String workspace) {
        scenario.edit(project(), found -> found.getMetadata().setLabels(new HashMap<>(Map.of(WORKSPACE, workspace))));
    }

    /** Removes a label from the namespace. The operator may write the namespace at the same time. */
    private void removeLabel(String key) {
        scenario.edit(namespace(), found -> found.getMetadata().getLabels().remove(key));
    }
}
