package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which rights the operator needs as a service account, and what it reports when one is missing. */
@WithCluster
class RightsIT {
    private static final String STATUS_REFUSED = "not allowed to patch pipelineruns.devops.kubesphere.io/status;"
            + " grant it to our service account in a ClusterRole";

    @TempDir
    Path state;

    private Config server;
    private List<RequiredPermission> all;
    private TestServiceAccount account;

    @BeforeEach
    void start(Config config, KubernetesClient admin, TestNamespace namespace) {
        server = config;
        all = ClusterRequirements.all(namespace.name()).stream()
                .flatMap(preflight -> preflight.permissions().stream())
                .toList();
        account = TestServiceAccount.create(admin, namespace.name());
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void theDeclaredRightsAreSufficient() {
        account.setRights(all);
        try (OperatorFixture fixture = trial()) {
            DevOpsProject project = fixture.awaitRunning().project();
            Pipeline pipeline = fixture.pipeline("web");
            PipelineRun run = fixture.run("web-1", "web");
            fixture.awaitSuccess(run);
            fixture.await(
                    () -> fixture.admin.v1().events().inNamespace(fixture.namespace).list().getItems().stream()
                            .anyMatch(event -> "Updated".equals(event.getReason())),
                    "an Event about the end of the run");
            Template template = new Template();
            template.setMetadata(new ObjectMetaBuilder()
                    .withName("t")
                    .withNamespace(fixture.namespace)
                    .build());
            fixture.await(
                    fixture.admin.resource(template).create(),
                    found -> found.getStatus().condition("NotServed").isPresent());

            Stream.of(run, pipeline, project).forEach(object -> {
                fixture.admin.resource(object).delete();
                fixture.awaitGone(object);
            });

            assertThat(fixture.statuses).extracting(SessionStatus::problems).allMatch(List::isEmpty);
        }
    }

    @Test
    void theOperatorReportsAMissingRightAndWaits() {
        account.setRights(without("pipelineruns/status", "patch"));
        try (OperatorFixture fixture = trial()) {
            assertThat(fixture.awaitProblem("not allowed")).containsExactly(STATUS_REFUSED);

            account.setRights(all);

            fixture.awaitRunning().project();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void theCoreDoesNotNeedRightsOfUnservedKinds() {
        account.setRights(without("applications", "watch"));
        try (OperatorFixture fixture = trial()) {
            assertThat(fixture.awaitProblem(fixture::unserved, "not allowed"))
                    .containsExactly("not allowed to watch applications.gitops.kubesphere.io;"
                            + " grant it to our service account in a ClusterRole");

            fixture.awaitRunning().project();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void theOperatorReportsAWithdrawnRightAndWaits() {
        account.setRights(all);
        try (OperatorFixture fixture = trial()) {
            fixture.awaitRunning().project();
            fixture.pipeline("web");

            account.setRights(without("pipelineruns/status", "patch"));
            PipelineRun run = fixture.run("web-1", "web");
            assertThat(fixture.awaitProblem("not allowed")).containsExactly(STATUS_REFUSED);
            account.setRights(all);

            fixture.awaitSuccess(run);
            fixture.await(() -> fixture.core().state() == State.RUNNING, "the operator runs again");
        }
    }

    @Test
    void theOperatorReportsAMissingRightToTheLeaseAndWaits() {
        account.setRights(without("leases", "update"));
        try (OperatorFixture fixture = trial()) {
            assertThat(fixture.awaitProblem("not allowed")).containsExactly(leaseRefused("update"));
            assertThat(fixture.unserved().problems())
                    .extracting(Problem::toString)
                    .containsExactly(leaseRefused("update"));

            account.setRights(without("leases", "create"));
            assertThat(fixture.awaitProblem(leaseRefused("create"))).hasSize(1);
            account.setRights(all);

            fixture.awaitRunning().project();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void withoutTheRightToTheLeaseNoBuildIsStarted() {
        account.setRights(all);
        LeaseTimings lease = new LeaseTimings(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(300));
        try (OperatorFixture fixture = setup().lease(lease).start()) {
            fixture.awaitRunning().project();
            fixture.pipeline("web");

            account.setRights(without("leases", "update"));
            assertThat(fixture.awaitProblem("not allowed")).containsExactly(leaseRefused("update"));
            PipelineRun run = fixture.run("web-1", "web");
            OperatorFixture.pause(1_000);
            assertThat(fixture.admin.resource(run).get().getMetadata().getFinalizers())
                    .isEmpty();
            account.setRights(all);

            fixture.awaitSuccess(run);
        }
    }

    private String leaseRefused(String verb) {
        return "not allowed to " + verb + " leases.coordination.k8s.io in namespace " + account.namespace()
                + "; grant it to our service account in a Role there";
    }

    private OperatorFixture trial() {
        return setup().start();
    }

    private OperatorFixtureBuilder setup() {
        Config connection = account.config(server);
        return OperatorFixture.on(server, state)
                .withConnection(() -> connection)
                .system(account.namespace());
    }

    private List<RequiredPermission> without(String resource, String verb) {
        return all.stream()
                .map(right -> right.resource().equals(resource)
                        ? right.withVerbs(right.verbs().stream()
                                .filter(other -> !other.equals(verb))
                                .toList())
                        : right)
                .toList();
    }
}
