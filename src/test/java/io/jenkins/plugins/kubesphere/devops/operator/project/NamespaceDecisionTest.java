package io.jenkins.plugins.kubesphere.devops.operator.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProjectStatus;
import io.jenkins.plugins.kubesphere.devops.operator.project.NamespaceDecision.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceDecisionTest {
    private static final String UID = "11111111-2222-3333-4444-555555555555";
    private static final String LABEL = "kubesphere.io/devopsproject";
    private static final ReservedNamespaces RESERVED = new ReservedNamespaces(Set.of("plugin-system", "jenkins"));

    @Test
    void aMissingNamespaceIsCreatedWithTheNameOfTheProject() {
        assertThat(decide(project("demo"))).isEqualTo(new NamespaceDecision("demo", Verdict.CREATE, ""));
    }

    /** The API server refused to create such a namespace each time, and the project had no condition. */
    @ParameterizedTest
    @ValueSource(strings = {"shop.v2", "a234567890123456789012345678901234567890123456789012345678901234", "a-"})
    void aProjectWhoseNameNoNamespaceCanHaveIsTold(String name) {
        assertThat(decide(project(name)))
                .isEqualTo(new NamespaceDecision(
                        name,
                        Verdict.INVALID_NAME,
                        "a namespace cannot be named \"" + name
                                + "\": use at most 63 lower-case letters, digits and -, with a letter or digit at both"
                                + " ends; set status.adminNamespace in DevOpsProject " + name
                                + " to another name, or create the project with another name"));
    }

    @Test
    void anAdminNamespaceThatNoNamespaceCanHaveIsTold() {
        NamespaceDecision decision = decide(naming(project("demo"), "Gone_NS"));

        assertThat(decision.verdict()).isEqualTo(Verdict.INVALID_NAME);
        assertThat(decision.message())
                .startsWith("a namespace cannot be named \"Gone_NS\": ")
                .endsWith("; correct status.adminNamespace in DevOpsProject demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1a", "a", "a23456789012345678901234567890123456789012345678901234567890123"})
    void aNameThatANamespaceCanHaveIsUsed(String name) {
        assertThat(decide(project(name)).verdict()).isEqualTo(Verdict.CREATE);
    }

    @Test
    void theNameInTheStatusTakesPrecedence() {
        assertThat(decide(naming(project("demo"), "demo-x7k2p"), createdBy(UID, namespace("other", "demo"))))
                .isEqualTo(new NamespaceDecision("demo-x7k2p", Verdict.CREATE, ""));
    }

    @Test
    void anEmptyNameInTheStatusDoesNotCount() {
        assertThat(decide(naming(project("demo"), " ")).name()).isEqualTo("demo");
    }

    @Test
    void aLabelledNamespaceThatTheProjectCreatedIsFoundByItsLabel() {
        assertThat(decide(project("demo"), createdBy(UID, namespace("demo-x7k2p", "demo"))))
                .isEqualTo(new NamespaceDecision("demo-x7k2p", Verdict.OURS, ""));
    }

    @Test
    void aLabelAloneDoesNotChooseTheNamespace() {
        assertThat(decide(project("demo"), namespace("a-trap", "demo")))
                .isEqualTo(new NamespaceDecision("demo", Verdict.CREATE, ""));
        assertThat(decide(adopting(project("demo")), namespace("a-trap", "demo")))
                .isEqualTo(new NamespaceDecision("demo", Verdict.CREATE, ""));
    }

    @Test
    void theOwnerReferenceOfAnEarlierProjectOfThatNameDoesNotChooseTheNamespace() {
        assertThat(decide(project("demo"), createdBy("another uid", namespace("a-trap", "demo"))))
                .isEqualTo(new NamespaceDecision("demo", Verdict.CREATE, ""));
    }

    @Test
    void aNamespaceThatTheProjectCreatedBelongsToItEvenWithoutTheLabel() {
        assertThat(decide(project("demo"), createdBy(UID, namespace("demo", null))))
                .isEqualTo(new NamespaceDecision("demo", Verdict.OURS, ""));
    }

    @Test
    void anOwnerReferenceThatIsNoControllerDoesNotCount() {
        Namespace namespace = createdBy(UID, namespace("demo", null));
        namespace.getMetadata().getOwnerReferences().get(0).setController(null);

        assertThat(decide(project("demo"), namespace).verdict()).isEqualTo(Verdict.CONFLICT);
    }

    @Test
    void anUnlabelledNamespaceIsNotTaken() {
        NamespaceDecision decision = decide(project("demo"), namespace("demo", null));

        assertThat(decision.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(decision.message())
                .isEqualTo("namespace demo exists and does not belong to this project; to hand it over, label the"
                        + " namespace kubesphere.io/devopsproject=demo and annotate the project"
                        + " devops.kubesphere.io/adopt=true; else set another status.adminNamespace in DevOpsProject"
                        + " demo");
    }

    @Test
    void theProjectAloneCannotTakeAnUnlabelledNamespace() {
        DevOpsProject project = adopting(naming(project("demo"), "monitoring"));

        NamespaceDecision decision = decide(project, namespace("monitoring", null));

        assertThat(decision.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(decision.message())
                .isEqualTo("namespace monitoring exists and does not belong to this project; to hand it over, label the"
                        + " namespace kubesphere.io/devopsproject=demo; else set another status.adminNamespace in"
                        + " DevOpsProject demo");
    }

    @Test
    void anEmptyLabelIsNoLabel() {
        assertThat(decide(adopting(project("demo")), namespace("demo", "")).message())
                .startsWith("namespace demo exists and does not belong to this project");
    }

    @Test
    void aLabelledNamespaceIsNotTakenIfTheProjectDoesNotAskForIt() {
        NamespaceDecision decision = decide(project("demo"), namespace("demo", "demo"));

        assertThat(decision.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(decision.message())
                .isEqualTo("namespace demo has the label kubesphere.io/devopsproject=demo, but the project did not"
                        + " create it and does not ask for it; to take it over, annotate the project"
                        + " devops.kubesphere.io/adopt=true; else remove the label from the namespace, and set another"
                        + " status.adminNamespace in DevOpsProject demo");
    }

    @Test
    void aLabelledNamespaceIsTakenIfTheProjectMayAdopt() {
        assertThat(decide(adopting(project("demo")), namespace("demo", "demo")))
                .isEqualTo(new NamespaceDecision("demo", Verdict.ADOPT, ""));
    }

    @Test
    void aLabelledNamespaceIsTakenIfTheProjectNamesIt() {
        assertThat(decide(naming(project("demo"), "team-a"), namespace("team-a", "demo")))
                .isEqualTo(new NamespaceDecision("team-a", Verdict.ADOPT, ""));
    }

    /** After a restore from a backup, the project has another UID than its namespace says. */
    @Test
    void aRestoredProjectGetsItsNamespaceBack() {
        Namespace namespace = createdBy("uid before the restore", namespace("demo", "demo"));

        assertThat(decide(naming(project("demo"), "demo"), namespace).verdict()).isEqualTo(Verdict.ADOPT);
        assertThat(decide(adopting(project("demo")), namespace).verdict()).isEqualTo(Verdict.ADOPT);
        assertThat(decide(project("demo"), namespace).verdict()).isEqualTo(Verdict.CONFLICT);
    }

    /** It got a new, empty namespace, and its pipelines stayed in the former one. */
    @Test
    void aProjectThatWasRestoredWithoutItsStatusGetsTheLabelledNamespace() {
        Namespace former = createdBy("uid before the restore", namespace("demo-x7k2p", "demo"));

        for (DevOpsProject restored : List.of(restored(project("demo")), servedByKsDevOps(project("demo")))) {
            assertThat(decide(restored, former)).isEqualTo(new NamespaceDecision("demo-x7k2p", Verdict.ADOPT, ""));
            assertThat(decide(restored)).isEqualTo(new NamespaceDecision("demo", Verdict.CREATE, ""));
            assertThat(decide(restored, former, createdBy(UID, namespace("demo-new", "demo"))))
                    .isEqualTo(new NamespaceDecision("demo-new", Verdict.OURS, ""));
            assertThat(decide(naming(restored, "demo"), former).verdict()).isEqualTo(Verdict.CREATE);
        }
    }

    @Test
    void aRestoredProjectWithSeveralLabelledNamespacesIsToldToChoose() {
        NamespaceDecision decision =
                decide(restored(project("demo")), namespace("demo-x7k2p", "demo"), namespace("a-trap", "demo"));

        assertThat(decision.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(decision.message())
                .isEqualTo("the project was restored without its status, and the namespaces a-trap, demo-x7k2p have the"
                        + " label kubesphere.io/devopsproject=demo; set status.adminNamespace in DevOpsProject demo to"
                        + " the one that it had");
    }

    @Test
    void aNamespaceOfAnotherProjectIsNeverTaken() {
        NamespaceDecision decision =
                decide(adopting(naming(project("demo"), "first")), createdBy(UID, namespace("first", "first")));

        assertThat(decision.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(decision.message())
                .isEqualTo(
                        "namespace first belongs to DevOpsProject first (label kubesphere.io/devopsproject);"
                                + " set another status.adminNamespace in DevOpsProject demo, or delete DevOpsProject first with its namespace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "kube-system", "kube-not-there", "plugin-system", "jenkins"})
    void aReservedNamespaceIsNeverTaken(String name) {
        NamespaceDecision decision =
                decide(adopting(naming(project("demo"), name)), createdBy(UID, namespace(name, "demo")));

        assertThat(decision.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThat(decision.message())
                .isEqualTo("namespace " + name + " is reserved for Kubernetes or for this operator, and no project gets"
                        + " it; set another status.adminNamespace in DevOpsProject demo, or create the project with"
                        + " another name");
    }

    @Test
    void aReservedNamespaceIsNotEvenCreated() {
        assertThat(decide(project("kube-not-there")).verdict()).isEqualTo(Verdict.CONFLICT);
    }

    @Test
    void aNameThatOnlyResemblesAReservedOneIsAllowed() {
        assertThat(decide(project("kubernetes")).verdict()).isEqualTo(Verdict.CREATE);
        assertThat(decide(project("default-team")).verdict()).isEqualTo(Verdict.CREATE);
    }

    @Test
    void theProjectWaitsForANamespaceThatIsBeingDeleted() {
        Namespace leaving = namespace("demo", "demo");
        leaving.getMetadata().setDeletionTimestamp("2026-11-21T10:00:00Z");

        assertThat(decide(project("demo"), leaving).verdict()).isEqualTo(Verdict.WAIT);
    }

    private static NamespaceDecision decide(DevOpsProject project, Namespace... all) {
        List<Namespace> labelled = Arrays.stream(all)
                .filter(namespace -> project.getMetadata()
                        .getName()
                        .equals(namespace.getMetadata().getLabels().get(LABEL)))
                .toList();
        return NamespaceDecision.decide(
                project, ProjectReconciler.mayAdopt(project), RESERVED, labelled, name -> Arrays.stream(all)
                        .filter(namespace -> namespace.getMetadata().getName().equals(name))
                        .findFirst());
    }

    private static DevOpsProject project(String name) {
        DevOpsProject project = new DevOpsProject();
        project.getMetadata().setName(name);
        project.getMetadata().setUid(UID);
        return project;
    }

    private static DevOpsProject naming(DevOpsProject project, String namespace) {
        project.setStatus(new DevOpsProjectStatus(namespace, null));
        return project;
    }

    private static DevOpsProject restored(DevOpsProject project) {
        project.getMetadata().setLabels(Map.of("velero.io/restore-name", "nightly"));
        return project;
    }

    private static DevOpsProject servedByKsDevOps(DevOpsProject project) {
        project.getMetadata().setFinalizers(List.of("devopsproject.finalizers.kubesphere.io"));
        return project;
    }

    private static DevOpsProject adopting(DevOpsProject project) {
        project.getMetadata().setAnnotations(Map.of("devops.kubesphere.io/adopt", "true"));
        return project;
    }

    /** @param project the project in the label; null for no label */
    private static Namespace namespace(String name, String project) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Optional.ofNullable(project)
                        .map(label -> Map.of(LABEL, label))
                        .orElse(Map.of()))
                .endMetadata()
                .build();
    }

    private static Namespace createdBy(String uid, Namespace namespace) {
        namespace
                .getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withName("demo")
                        .withUid(uid)
                        .withController(true)
                        .build()));
        return namespace;
    }
}
