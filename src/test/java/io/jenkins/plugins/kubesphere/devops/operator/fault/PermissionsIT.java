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
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestServiceAccount;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestTimings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which rights the operator needs as a service account, and what it reports when one is missing. */
@WithCluster
class PermissionsIT {
    private static final String STATUS_REFUSED = "not allowed to patch pipelineruns.devops.kubesphere.io/status;"
            + " grant it to the service account of the plugin in a ClusterRole";

    @TempDir
    Path state;

    private Config server;
    private List<RequiredPermission> allRights;
    private TestServiceAccount account;

    @BeforeEach
    void start(Config config, KubernetesClient admin, TestNamespace namespace) {
        server = config;
        allRights = ClusterRequirements.withCredentials(namespace.name()).stream()
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
        account.setRights(allRights);
        try (OperatorFixture fixture = startOperator()) {
            DevOpsProject project = fixture.awaitRunning().createProject();
            Pipeline pipeline = fixture.createPipeline("web");
            PipelineRun run = fixture.createRun("web-1", "web");
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
                    found -> found.getStatus().condition("Ready").isPresent());

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
        try (OperatorFixture fixture = startOperator()) {
            assertThat(fixture.awaitProblem("not allowed")).containsExactly(STATUS_REFUSED);

            account.setRights(allRights);

            fixture.awaitRunning().createProject();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void theCoreDoesNotNeedRightsOfUnsupportedKinds() {
        account.setRights(without("applications", "watch"));
        try (OperatorFixture fixture = startOperator()) {
            assertThat(fixture.awaitProblem(fixture::unsupportedKindsSession, "not allowed"))
                    .containsExactly("not allowed to watch applications.gitops.kubesphere.io;"
                            + " grant it to the service account of the plugin in a ClusterRole");

            fixture.awaitRunning().createProject();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void theOperatorReportsAWithdrawnRightAndWaits() {
        account.setRights(allRights);
        try (OperatorFixture fixture = startOperator()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");

            account.setRights(without("pipelineruns/status", "patch"));
            PipelineRun run = fixture.createRun("web-1", "web");
            assertThat(fixture.awaitProblem("not allowed")).containsExactly(STATUS_REFUSED);
            account.setRights(allRights);

            fixture.awaitSuccess(run);
            fixture.await(() -> fixture.coreSession().state() == State.RUNNING, "the operator runs again");
        }
    }

    @Test
    void theOperatorReportsAMissingRightToTheLeaseAndWaits() {
        account.setRights(without("leases", "update"));
        try (OperatorFixture fixture = startOperator()) {
            assertThat(fixture.awaitProblem("not allowed")).containsExactly(leaseRefused("update"));
            assertThat(fixture.unsupportedKindsSession().problems())
                    .extracting(LocalizableProblem::toString)
                    .containsExactly(leaseRefused("update"));

            account.setRights(without("leases", "create"));
            assertThat(fixture.awaitProblem(leaseRefused("create"))).hasSize(1);
            account.setRights(allRights);

            fixture.awaitRunning().createProject();
            fixture.assertPipelineWorks("web");
        }
    }

    @Test
    void withoutTheRightToTheLeaseNoBuildIsStarted() {
        account.setRights(allRights);
        try (OperatorFixture fixture =
                setup().withLeaseTimings(TestTimings.SHORT_LEASE).start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");

            account.setRights(without("leases", "update"));
            assertThat(fixture.awaitProblem("not allowed")).containsExactly(leaseRefused("update"));
            PipelineRun run = fixture.createRun("web-1", "web");
            Await.pause(1_000);
            assertThat(fixture.admin.resource(run).get().getMetadata().getFinalizers())
                    .isEmpty();
            account.setRights(allRights);

            fixture.awaitSuccess(run);
        }
    }

    private String leaseRefused(String verb) {
        return "not allowed to " + verb + " leases.coordination.k8s.io in namespace " + account.namespace()
                + "; grant it to the service account of the plugin in a Role there";
    }

    private OperatorFixture startOperator() {
        return setup().start();
    }

    private OperatorFixtureBuilder setup() {
        Config connection = account.config(server);
        return OperatorFixture.on(server, state)
                .withConnection(() -> connection)
                .withSystemNamespace(account.namespace());
    }

    private List<RequiredPermission> without(String resource, String verb) {
        return allRights.stream()
                .map(right -> right.resource().equals(resource)
                        ? right.withVerbs(right.verbs().stream()
                                .filter(other -> !other.equals(verb))
                                .toList())
                        : right)
                .toList();
    }
}
