package io.jenkins.plugins.kubesphere.devops.operator.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.operator.project.NamespaceDecision.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamespaceDecisionTest {

    @Test
    void aMissingNamespaceIsCreatedWithTheNameOfTheProject() {
        NamespaceDecision ownership = decide(project("demo"), List.of());

        assertThat(ownership).isEqualTo(new NamespaceDecision("demo", Verdict.CREATE, ""));
    }

    @Test
    void theNameInTheStatusTakesPrecedence() {
        DevOpsProject project = project("demo");
        project.setStatus(new DevOpsProjectStatus("demo-x7k2p", null));

        assertThat(decide(project, List.of()).name()).isEqualTo("demo-x7k2p");
    }

    @Test
    void aLabelledNamespaceBelongsToTheProjectWithAnyName() {
        Namespace labelled = namespace("other", Map.of("kubesphere.io/devopsproject", "demo"));

        assertThat(decide(project("demo"), List.of(labelled)))
                .isEqualTo(new NamespaceDecision("other", Verdict.OURS, ""));
    }

    @Test
    void anUnlabelledNamespaceIsNotTaken() {
        NamespaceDecision ownership = decide(project("demo"), List.of(namespace("demo", Map.of())));

        assertThat(ownership.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(ownership.message())
                .isEqualTo("namespace demo exists and does not belong to this project; to hand it over, label it"
                        + " kubesphere.io/devopsproject=demo or annotate the project devops.kubesphere.io/adopt=true");
    }

    @Test
    void anUnlabelledNamespaceIsTakenIfTheProjectMayAdopt() {
        DevOpsProject project = project("demo");
        project.getMetadata().setAnnotations(Map.of("devops.kubesphere.io/adopt", "true"));

        assertThat(decide(project, List.of(namespace("demo", Map.of()))).verdict())
                .isEqualTo(Verdict.ADOPT);
    }

    @Test
    void aNamespaceOfAnotherProjectIsNeverTaken() {
        DevOpsProject project = project("demo");
        project.getMetadata().setAnnotations(Map.of("devops.kubesphere.io/adopt", "true"));
        Namespace taken = namespace("demo", Map.of("kubesphere.io/devopsproject", "first"));

        NamespaceDecision ownership = decide(project, List.of(taken));

        assertThat(ownership.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(ownership.message())
                .isEqualTo(
                        "namespace demo belongs to DevOpsProject first (label kubesphere.io/devopsproject);"
                                + " set another status.adminNamespace in DevOpsProject demo, or delete DevOpsProject first with its namespace");
    }

    @Test
    void theProjectWaitsForANamespaceThatIsBeingDeleted() {
        Namespace leaving = namespace("demo", Map.of("kubesphere.io/devopsproject", "demo"));
        leaving.getMetadata().setDeletionTimestamp("2026-11-21T10:00:00Z");

        assertThat(decide(project("demo"), List.of(leaving)).verdict()).isEqualTo(Verdict.WAIT);
    }

    private static NamespaceDecision decide(DevOpsProject project, List<Namespace> all) {
        List<Namespace> labelled = all.stream()
                .filter(namespace -> project.getMetadata()
                        .getName()
                        .equals(namespace.getMetadata().getLabels().get("kubesphere.io/devopsproject")))
                .toList();
        return NamespaceDecision.decide(
                project,
                ProjectReconciler.mayAdopt(project),
                labelled,
                name -> Optional.ofNullable(all.stream()
                        .filter(namespace -> namespace.getMetadata().getName().equals(name))
                        .findFirst()
                        .orElse(null)));
    }

    private static DevOpsProject project(String name) {
        DevOpsProject project = new DevOpsProject();
        project.getMetadata().setName(name);
        return project;
    }

    private static Namespace namespace(String name, Map<String, String> labels) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
