package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithCluster
class ProjectRoutesIT {
    private static final String BODY = """
            {"metadata": {"generateName": "shop", "annotations": {"kubesphere.io/creator": "somebody else"}}}
            """;

    private final String workspace = TestNamespace.randomName();
    private final String projects = "/workspaces/" + workspace + "/namespaces";
    private KapisTestServer server;
    private KapisClient kapis;

    @BeforeEach
    void start(KubernetesCluster cluster) throws Exception {
        server = KapisTestServer.start(cluster);
        kapis = server.client();
    }

    @AfterEach
    void stop() throws Exception {
        kapis.get(projects)
                .json()
                .path("items")
                .forEach(project -> kapis.send(
                        "DELETE", projects + "/" + project.at("/metadata/name").asText(), null));
        server.close();
    }

    @Test
    void aProjectIsCreatedForTheCallerInTheWorkspaceOfThePath() {
        JsonNode project = create();

        assertThat(project.at("/metadata/name").asText()).startsWith("shop");
        assertThat(project.at("/metadata/labels/kubesphere.io~1workspace").asText())
                .isEqualTo(workspace);
        assertThat(project.at("/metadata/annotations/kubesphere.io~1creator").asText())
                .isNotEqualTo("somebody else")
                .isNotEmpty();
        assertThat(project.at("/metadata/annotations/devopsproject.devops.kubesphere.io~1syncstatus")
                        .asText())
                .isEqualTo("pending");
    }

    @Test
    void aListHasTheProjectsOfTheWorkspaceOnly() {
        String name = create().at("/metadata/name").asText();

        JsonNode list = kapis.get(projects).json();

        assertThat(list.path("totalItems").asInt()).isEqualTo(1);
        assertThat(list.at("/items/0/metadata/name").asText()).isEqualTo(name);
        assertThat(kapis.get("/workspaces/other/namespaces?name=" + name).body())
                .isEqualTo("{\"items\":[],\"totalItems\":0}");
        assertThat(kapis.get("/workspaces/other/namespaces/" + name).status()).isEqualTo(404);
    }

    @Test
    void aNameIsCheckedByWhatPeopleSee() {
        create();

        assertThat(kapis.get(projects + "/shop?check=true&generateName=true").body())
                .isEqualTo("{\"exist\":true}");
        assertThat(kapis.get(projects + "/other?check=true&generateName=true").body())
                .isEqualTo("{\"exist\":false}");
        assertThat(kapis.get(projects + "/shop?generateName=true").status()).isEqualTo(200);
        assertThat(kapis.get(projects + "/shop?check=true").body()).startsWith("generateNameFlag can not be false");
        Answer twice = kapis.send("POST", projects, BODY);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).startsWith("a project \"shop\" exists in workspace " + workspace);
        assertThat(kapis.send("POST", projects, "{}").body()).startsWith("metadata.generateName is required");
    }

    @Test
    void anUpdateCannotMoveAProjectToAnotherWorkspace() {
        JsonNode project = create();
        String path = projects + "/" + project.at("/metadata/name").asText();
        String body = """
                {"metadata": {"labels": {"kubesphere.io/workspace": "other"},
                 "annotations": {"kubesphere.io/alias-name": "Shop"}}}""";

        JsonNode updated = kapis.send("PUT", path, body).json();

        assertThat(updated.at("/metadata/labels/kubesphere.io~1workspace").asText())
                .isEqualTo(workspace);
        assertThat(updated.at("/metadata/annotations/kubesphere.io~1alias-name").asText())
                .isEqualTo("Shop");
    }

    @Test
    void aDeletedProjectIsGone() {
        String path = projects + "/" + create().at("/metadata/name").asText();

        assertThat(kapis.send("DELETE", path, null).body()).isEqualTo("{\"message\":\"success\"}");
        await("404").until(() -> kapis.get(path).status() == 404);
    }

    @Test
    void whoHasNoRightGets403(KubernetesClient client, TestNamespace namespace) {
        ProjectMember robot = ProjectMember.create(
                client,
                namespace.name(),
                "robot",
                List.of(new PolicyRuleBuilder()
                        .withApiGroups("devops.kubesphere.io")
                        .withResources("pipelines")
                        .withVerbs("get")
                        .build()));

        assertThat(kapis.send(robot.token(), "GET", projects, null).status()).isEqualTo(403);
        assertThat(kapis.send(robot.token(), "POST", projects, BODY).body())
                .contains("may not create namespaces in workspace " + workspace);
    }

    /** Waits until the project is in the list, too. */
    private JsonNode create() {
        Answer created = kapis.send("POST", projects, BODY);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        await("the project in the list")
                .until(() -> kapis.get(projects).json().path("totalItems").asInt() == 1);
        return created.json();
    }
}
