package io.jenkins.plugins.kubesphere.devops.operator;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.run.RunLifecycleIT;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTarget;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.EmbeddedTarget;
import io.jenkins.plugins.kubesphere.devops.chart.DocumentedCommandRunner;
import io.jenkins.plugins.kubesphere.devops.chart.HelmRelease;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.Preflight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the run life cycle with an operator that has only the rights of the installed chart. */
@WithCluster
class ChartPermissionsIT extends RunLifecycleIT {
    @TempDir
    static Path folder;

    private static HelmRelease release;

    @BeforeAll
    static void install(KubernetesCluster cluster, KubernetesClient admin, TestNamespace namespace) {
        release = HelmRelease.install(
                DocumentedCommandRunner.create(folder, cluster.kubeconfig()),
                admin,
                namespace.name(),
                namespace.name(),
                "--set agent.enabled=false");
    }

    @AfterAll
    static void uninstall() {
        release.discard();
    }

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        EmbeddedTarget target = targets.embedded(state);
        return target.withConnection(release.connection(target.administrator()), release.namespace());
    }

    @Test
    void theOperatorHasOnlyTheRightsOfTheChart(Config administrator) {
        try (KubernetesClient own = client(administrator)) {
            assertThat(own.authorization()
                            .v1()
                            .selfSubjectAccessReview()
                            .create(new SelfSubjectAccessReviewBuilder()
                                    .withNewSpec()
                                    .withNewResourceAttributes()
                                    .withResource("secrets")
                                    .withVerb("get")
                                    .endResourceAttributes()
                                    .endSpec()
                                    .build())
                            .getStatus()
                            .getAllowed())
                    .isFalse();
        }
    }

    /** Each rule of the chart is needed. If a rule is missing, the preflight reports the rights of that rule. */
    @Test
    void aMissingRuleIsReported(Config administrator, KubernetesClient admin) {
        ClusterRole role = admin.rbac().clusterRoles().withName(release.name()).get();
        try (KubernetesClient own = client(administrator)) {
            awaitProblems(own, List::isEmpty);
            for (PolicyRule rule : role.getRules()) {
                List<PolicyRule> rest = new ArrayList<>(role.getRules());
                rest.remove(rule);
                write(admin, role, rest);
                awaitProblems(
                        own,
                        problems -> !problems.isEmpty()
                                && rule.getResources().stream()
                                        .allMatch(
                                                resource -> problems.stream()
                                                        .anyMatch(
                                                                problem -> problem.startsWith("not allowed to "
                                                                                + String.join(", ", rule.getVerbs())
                                                                                + " "
                                                                                + resource.replaceFirst("/.*", ""))
                                                                        && problem.endsWith(
                                                                                "; grant it to the service account of the plugin in a ClusterRole"))));
            }
            write(admin, role, role.getRules());
            awaitProblems(own, List::isEmpty);
        }
    }

    private static KubernetesClient client(Config administrator) {
        return new KubernetesClientBuilder()
                .withConfig(release.connection(administrator))
                .build();
    }

    private static void write(KubernetesClient admin, ClusterRole role, List<PolicyRule> rules) {
        admin.resource(new ClusterRoleBuilder(role)
                        .editMetadata()
                        .withResourceVersion(null)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .update();
    }

    /** The API server needs a moment to apply a changed role. */
    private static void awaitProblems(KubernetesClient own, Predicate<List<String>> expected) {
        await("the preflight reports the expected problems")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> ClusterRequirements.withCredentials(release.namespace()).stream()
                                .flatMap((Preflight preflight) -> preflight.problems(own).stream())
                                .map(LocalizableProblem::toString)
                                .toList(),
                        expected);
    }
}
