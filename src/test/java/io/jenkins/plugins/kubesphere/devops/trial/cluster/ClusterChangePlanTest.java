package io.jenkins.plugins.kubesphere.devops.trial.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.ClusterChangePlan.ExistingObjectCounts;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClusterChangePlanTest {
    private static final UserKubeconfig SOURCE =
            new UserKubeconfig("~/.kube/config", "prod", "admin", "https://prod:6443", "");

    @Test
    void thePlanListsTheChangesAndTheCluster() {
        ClusterChangePlan plan = plan(
                List.of("demo"),
                "demo",
                List.of(
                        new CrdComparison(definition("news", "v1alpha3", 3), Optional.empty()),
                        new CrdComparison(
                                definition("pipelines", "v1alpha3", 3),
                                Optional.of(definition("pipelines", "v1alpha3", 3))),
                        new CrdComparison(
                                definition("runs", "v1alpha3", 3), Optional.of(definition("runs", "v1alpha3", 4)))),
                ExistingObjectCounts.NOTHING,
                List.of());

        assertThat(plan.lines())
                .containsExactly(
                        "./run will use this cluster:",
                        "  server   https://prod:6443, Kubernetes v1.35.4",
                        "  context  prod, user admin, from ~/.kube/config",
                        "  install  missing CRDs: news; they stay",
                        "  leave    existing CRDs: pipelines",
                        "  leave    existing CRDs that differ from crds/: runs; the API server drops fields that these"
                                + " CRDs do not have",
                        "  create   Namespace kubesphere-devops-trial-… with a Lease; it is deleted at the end",
                        "  create   DevOpsProject demo, which creates Namespace demo; Pipeline demo/hello; PipelineRun"
                                + " demo/hello-1; they are deleted at the end",
                        "  serve    namespace demo: Jenkinsfiles of pipelines there run on this machine",
                        "  delete   at the end the objects that ./run created, except CRDs; no other objects");
    }

    @Test
    void thePlanListsExistingObjectsThatWouldBeServed() {
        assertThat(plan(List.of(), "", List.of(), new ExistingObjectCounts(2, 3, 5, 1), List.of())
                        .lines())
                .contains(
                        "  serve    all namespaces: Jenkinsfiles of pipelines there run on this machine",
                        "  change   status, annotations and finalizers of existing objects: projects 2, pipelines 3, runs 5"
                                + " (unfinished, would be built: 1)")
                .noneMatch(line -> line.contains("DevOpsProject"));
    }

    @Test
    void thePlanOmitsChangesThatAreNotAllowed() {
        assertThat(plan(List.of("demo"), "demo", List.of(), ExistingObjectCounts.NOTHING, List.of("it is in use"))
                        .lines())
                .containsExactly(
                        "./run cannot use this cluster:",
                        "  server   https://prod:6443, Kubernetes v1.35.4",
                        "  context  prod, user admin, from ~/.kube/config");
    }

    @Test
    void aDefinitionThatDoesNotServeOurVersionIsAProblem() {
        CrdComparison old =
                new CrdComparison(definition("runs", "v1alpha3", 3), Optional.of(definition("runs", "v1alpha1", 3)));

        assertThat(old.problem())
                .hasValue(
                        "CRD runs exists, but does not serve version v1alpha3, and ./run does not change it. Update it"
                                + " yourself (kubectl apply -f crds/), or use another cluster");
        assertThat(new CrdComparison(definition("runs", "v1alpha3", 3), Optional.of(definition("runs", "v1alpha3", 4)))
                        .problem())
                .isEmpty();
    }

    private static ClusterChangePlan plan(
            List<String> namespaces,
            String project,
            List<CrdComparison> definitions,
            ExistingObjectCounts existing,
            List<String> problems) {
        ClusterTrialRequest request = new ClusterTrialRequest(new TreeSet<>(namespaces), project, "on this machine");
        return new ClusterChangePlan(SOURCE, "v1.35.4", request, definitions, existing, problems);
    }

    private static GenericKubernetesResource definition(String name, String version, int columns) {
        return Serialization.unmarshal("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %s}
                spec: {scope: Namespaced, versions: [{name: %s, served: true, columns: %d}]}
                """.formatted(name, version, columns), GenericKubernetesResource.class);
    }
}
