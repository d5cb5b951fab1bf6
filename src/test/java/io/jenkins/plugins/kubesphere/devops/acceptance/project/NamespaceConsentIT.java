package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.BadInputTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A project gets a namespace that existed before it only if whoever may edit the namespace has labelled it, and the
 * project asks for it. It never deletes such a namespace.
 */
class NamespaceConsentIT extends BadInputTestCase {
    private static final String LABEL = "kubesphere.io/devopsproject";
    private static final String ADOPT = "devops.kubesphere.io/adopt";
    private static final String WORKSPACE = "kubesphere.io/workspace";

    /** A second namespace that the operator serves. It does not exist yet. */
    private AcceptanceTestProject other;

    private String name;

    @BeforeEach
    void chooseName() {
        other = scenario.inOtherNamespace();
        name = other.namespace;
    }

    @AfterEach
    void deleteAll() {
        scenario.client.namespaces().withName(name).delete();
        scenario.client.namespaces().withName(trap()).delete();
        other.deleteProject();
    }

    /** Otherwise somebody could make a project work in a namespace that its creator does not know. */
    @Test
    void aNamespaceLabelledBeforeItsProjectExistsIsNotTaken() {
        Namespace trap = createNamespace(trap(), Map.of(LABEL, name));

        DevOpsProject project = other.createProject(name);

        assertThat(project.getStatus().adminNamespace()).isEqualTo(name);
        assertThat(current(name).getMetadata().getOwnerReferences())
                .extracting(owner -> owner.getUid())
                .containsExactly(project.getMetadata().getUid());
        assertThat(current(trap()).getMetadata().getResourceVersion())
                .isEqualTo(trap.getMetadata().getResourceVersion());
    }

    @Test
    void aLabelledNamespaceWithTheNameOfTheProjectIsTakenOnlyIfTheProjectAsks() {
        createNamespace(name, Map.of(LABEL, name));
        DevOpsProject project = createProject(name, null, Map.of());

        assertThat(scenario.awaitReason(project, "Ready", "NamespaceConflict"))
                .isEqualTo("DevOpsProject " + name + ": namespace " + name + " has the label " + LABEL + "=" + name
                        + ", but the project did not create it and does not ask for it; to take it over, annotate the"
                        + " project devops.kubesphere.io/adopt=true; else remove the label from the namespace, and set"
                        + " another status.adminNamespace in DevOpsProject " + name);

        scenario.edit(project, found -> found.getMetadata().getAnnotations().put(ADOPT, "true"));
        assertThat(scenario.awaitReady(project).getStatus().adminNamespace()).isEqualTo(name);
    }

    @Test
    void aProjectCannotTakeANamespaceWithoutTheLabel() {
        Namespace monitoring = createNamespace(name, Map.of(WORKSPACE, "operations"));
        ConfigMap content = createContent();
        DevOpsProject project = createProject(trap(), name, Map.of(ADOPT, "true"));

        assertThat(scenario.awaitReason(project, "Ready", "NamespaceConflict"))
                .isEqualTo("DevOpsProject " + trap() + ": namespace " + name
                        + " exists and does not belong to this project; to hand it over, label the namespace " + LABEL
                        + "=" + trap() + "; else set another status.adminNamespace in DevOpsProject " + trap());
        scenario.client.resource(project).delete();
        scenario.awaitGone(project);

        assertThat(current(name).getMetadata().getLabels())
                .isEqualTo(monitoring.getMetadata().getLabels());
        assertThat(current(name).getMetadata().getDeletionTimestamp()).isNull();
        assertThat(scenario.client.resource(content).get()).isNotNull();
    }

    @Test
    void anAdoptedNamespaceKeepsItsContentWhenItsProjectIsDeleted() {
        createNamespace(name, Map.of(LABEL, name, "example.com/team", "a"));
        ConfigMap content = createContent();
        DevOpsProject project = scenario.awaitReady(createProject(name, name, Map.of()));
        Pipeline pipeline = other.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun run = other.awaitEnd(other.createRun("web-1", "web"));

        scenario.client.resource(project).delete();
        scenario.awaitGone(project);

        Namespace left = current(name);
        assertThat(left.getMetadata().getDeletionTimestamp()).isNull();
        assertThat(left.getMetadata().getLabels())
                .containsEntry("example.com/team", "a")
                .doesNotContainKeys(LABEL, "devops.kubesphere.io/managed");
        assertThat(scenario.client.resource(content).get()).isNotNull();
        assertThat(scenario.client.resource(pipeline).get()).isNotNull();
        assertThat(scenario.client.resource(run).get()).isNotNull();
        assertThat(scenario.target.hasJob(other.job("web"))).isFalse();
    }

    @Test
    void anAdoptedNamespaceStaysInItsWorkspace() {
        createNamespace(name, Map.of(LABEL, name, WORKSPACE, "finance"));
        DevOpsProject project = createProject(name, name, Map.of());
        scenario.edit(project, found -> found.getMetadata().setLabels(new HashMap<>(Map.of(WORKSPACE, "mallory"))));

        DevOpsProject ready = scenario.await(project, found -> found.getStatus()
                .condition("Ready")
                .filter(condition -> condition.message().contains("workspace"))
                .isPresent());

        assertThat(ready.getStatus().hasTrueCondition("Ready")).isTrue();
        assertThat(ready.getStatus().condition("Ready").orElseThrow().message())
                .isEqualTo("namespace and folder " + name + " are in sync; the namespace stays in workspace finance,"
                        + " although the project names workspace mallory; to move it, change the label"
                        + " kubesphere.io/workspace of the namespace");
        assertThat(current(name).getMetadata().getLabels()).containsEntry(WORKSPACE, "finance");
    }

    private String trap() {
        return scenario.namespace + "-trap";
    }

    private DevOpsProject createProject(String project, String adminNamespace, Map<String, String> annotations) {
        DevOpsProject request = new DevOpsProject();
        request.setMetadata(new ObjectMetaBuilder()
                .withName(project)
                .withAnnotations(annotations)
                .build());
        request.setStatus(new DevOpsProjectStatus(adminNamespace, null));
        return scenario.client.resource(request).create();
    }

    private Namespace createNamespace(String namespace, Map<String, String> labels) {
        return scenario.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }

    private ConfigMap createContent() {
        return scenario.client
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("content")
                        .withNamespace(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private Namespace current(String namespace) {
        return scenario.client.namespaces().withName(namespace).get();
    }
}
