package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithCluster
class PipelineRoutesIT {
    private static final String REGULAR = """
            {"metadata": {"name": "web"},
             "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}
            """;

    private KapisTestServer server;
    private KapisClient kapis;
    private KubernetesClient client;
    private String namespace;
    private String pipelines;

    @BeforeEach
    void start(KubernetesCluster cluster, KubernetesClient admin, TestNamespace testNamespace) throws Exception {
        client = admin;
        namespace = testNamespace.name();
        pipelines = "/namespaces/" + namespace + "/pipelines";
        server = KapisTestServer.start(cluster);
        kapis = server.client();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        client.resource(project).create();
        await("the project").until(() -> kapis.get(pipelines).status() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        client.resources(DevOpsProject.class).withName(namespace).delete();
        server.close();
    }

    @Test
    void aPipelineIsCreatedReadChangedAndDeleted() {
        JsonNode created = create(REGULAR);
        assertThat(created.at("/metadata/namespace").asText()).isEqualTo(namespace);
        assertThat(created.at("/metadata/annotations/pipeline.devops.kubesphere.io~1syncstatus")
                        .asText())
                .isEqualTo("pending");

        JsonNode changed = kapis.send("PUT", pipelines + "/web", """
                {"spec": {"type": "pipeline",
                 "pipeline": {"name": "web", "description": "shop", "jenkinsfile": "echo 2"}}}""").json();

        assertThat(changed.at("/spec/pipeline/description").asText()).isEqualTo("shop");
        assertThat(changed.at("/spec/pipeline/jenkinsfile").asText())
                .as("the Jenkinsfile has a route of its own")
                .isEqualTo("echo 1");
        assertThat(kapis.send("DELETE", pipelines + "/web", null).body()).isEqualTo("{\"message\":\"success\"}");
        await("404").until(() -> kapis.get(pipelines + "/web").status() == 404);
        assertThat(kapis.get(pipelines + "/web").body())
                .isEqualTo("pipelines.devops.kubesphere.io \"web\" not found\n");
    }

    @Test
    void aJenkinsfileIsChangedAsTextOrAsModel() {
        create(REGULAR);
        String path = pipelines + "/web/jenkinsfile";

        assertThat(kapis.send("PUT", path + "?mode=raw", "{\"data\": \"echo 2\"}")
                        .body())
                .isEqualTo("{\"result\":\"success\"}");
        await("the change").until(() -> kapis.get(pipelines + "/web")
                .json()
                .at("/spec/pipeline/jenkinsfile")
                .asText()
                .equals("echo 2"));
        kapis.send("PUT", path + "?mode=json", "{\"data\": \"{}\"}");

        Map<String, String> annotations = client.resources(Pipeline.class)
                .inNamespace(namespace)
                .withName("web")
                .get()
                .getMetadata()
                .getAnnotations();
        assertThat(annotations)
                .containsEntry("pipeline.devops.kubesphere.io/jenkinsfile.edit.mode", "json")
                .containsEntry("pipeline.devops.kubesphere.io/jenkinsfile", "{}");
        assertThat(kapis.send("PUT", path, "{\"data\": \"\"}").body()).startsWith("invalid edit mode: ;");
        assertThat(kapis.send("PUT", path + "?mode=raw", "{}").body()).startsWith("the body has no \"data\"");
    }

    @Test
    void whatTheApiServerRefusesIsToldToTheCaller() {
        create(REGULAR);

        Answer twice = kapis.send("POST", pipelines, REGULAR);
        Answer invalid = kapis.send("POST", pipelines, REGULAR.replace("\"web\"}", "\"Not a name\"}"));
        Answer other = kapis.send("PUT", pipelines + "/web", REGULAR.replace("web", "shop"));
        Answer outdated = kapis.send(
                "PUT",
                pipelines + "/web",
                REGULAR.replace("{\"name\": \"web\"}", "{\"name\": \"web\", \"resourceVersion\": \"1\"}"));

        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("pipelines.devops.kubesphere.io \"web\" already exists");
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.body()).contains("metadata.name", "Not a name");
        assertThat(other.body()).startsWith("the body is of \"shop\", the path of \"web\"");
        assertThat(outdated.status()).isEqualTo(409);
        for (String version : new String[] {"latest", "-1", "99999999999999999999"}) {
            Answer unknown = kapis.send(
                    "PUT",
                    pipelines + "/web",
                    REGULAR.replace(
                            "{\"name\": \"web\"}", "{\"name\": \"web\", \"resourceVersion\": \"" + version + "\"}"));
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.body()).startsWith("metadata.resourceVersion is not one that an answer had;");
        }
    }

    @Test
    void aTextThatUnicodeDoesNotHaveIsRefused() {
        create(REGULAR);

        for (String text : new String[] {"\\ud800", "\\u0000"}) {
            for (Answer answer : new Answer[] {
                kapis.send("POST", pipelines, REGULAR.replace("\"web\"", "\"web" + text + "\"")),
                kapis.send("PUT", pipelines + "/web", REGULAR.replace("echo 1", text)),
                kapis.send("PUT", pipelines + "/web/jenkinsfile?mode=raw", "{\"data\": \"" + text + "\"}"),
                kapis.send(
                        "POST",
                        pipelines + "/web/pipelineruns",
                        "{\"parameters\": [{\"name\": \"a\", \"value\": \"" + text + "\"}]}")
            }) {
                assertThat(answer.status()).as("%s: %s", text, answer.body()).isIn(200, 400, 422);
            }
        }
    }

    /** The client library does not encode names, so such a name was the address of another object. */
    @Test
    void aNameCannotLeaveItsProject() {
        create(REGULAR);
        await("the pipeline").until(() -> kapis.get(pipelines + "/web").status() == 200);
        String here = "/namespaces/" + namespace;
        for (String name : List.of(
                "x%2F..%2Fweb",
                "x%2F..%2F..%2F..%2F" + namespace + "%2Fpipelines%2Fweb",
                "web%2F",
                "%2Fweb",
                "web%3Fx",
                "web%23",
                "%3Fx",
                "web%5C",
                "WEB",
                "x%252F..%252Fweb")) {
            for (String path : List.of(pipelines + "/", here + "/pipelineruns/", here + "/credentials/")) {
                assertThat(kapis.get(path + name).status()).as(path + name).isEqualTo(404);
                assertThat(kapis.send("DELETE", path + name, null).status())
                        .as("DELETE " + path + name)
                        .isEqualTo(404);
            }
        }
        assertThat(kapis.send("DELETE", "/namespaces/x%2F..%2F" + namespace + "/pipelines/web", null)
                        .status())
                .isEqualTo(404);
        assertThat(kapis.get(pipelines + "/web").status()).isEqualTo(200);
    }

    /** An owner that does not exist would delete the object, and a creator is somebody who was known. */
    @Test
    void aBodyCannotGiveAnOwnerOrACreator() {
        String metadata = """
                {"metadata": {"name": "web", "finalizers": ["example.com/keep"],
                 "annotations": {"kubesphere.io/creator": "somebody else"},
                 "ownerReferences": [{"apiVersion": "v1", "kind": "Pod", "name": "x", "uid": "x"}]},""";
        String body = REGULAR.replace("{\"metadata\": {\"name\": \"web\"},", metadata);

        for (JsonNode answer : List.of(
                create(body), kapis.send("PUT", pipelines + "/web", body).json())) {
            assertThat(answer.at("/metadata/ownerReferences")).isEmpty();
            assertThat(answer.at("/metadata/finalizers")).isEmpty();
            assertThat(answer.at("/metadata/annotations/kubesphere.io~1creator").asText())
                    .isNotEmpty()
                    .isNotEqualTo("somebody else");
        }
    }

    @Test
    void aListIsFilteredSortedAndPaged() {
        for (String name : List.of("b", "a", "c")) {
            create(REGULAR.replace("web", name));
        }
        await("all").until(() -> kapis.get(pipelines).json().path("totalItems").asInt() == 3);

        JsonNode page = kapis.get(pipelines + "?sortBy=name&ascending=true&page=2&limit=2")
                .json();
        assertThat(page.path("totalItems").asInt()).isEqualTo(3);
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.at("/items/0/metadata/name").asText()).isEqualTo("c");
        assertThat(kapis.get(pipelines + "?names=a,c").json().path("totalItems").asInt())
                .isEqualTo(2);
        assertThat(kapis.get(pipelines + "?type=multi-branch-pipeline").body())
                .isEqualTo("{\"items\":[],\"totalItems\":0}");
        assertThat(kapis.get(pipelines + "?labelSelector=a+b").status()).isEqualTo(400);
        assertThat(kapis.get("/namespaces/missing/pipelines").status()).isEqualTo(404);
    }

    @Test
    void branchesComeFromTheAnnotation() {
        create("""
                {"metadata": {"name": "web", "annotations": {"pipeline.devops.kubesphere.io/jenkins-branches":
                 "[{\\"name\\":\\"feat%2Fx\\",\\"rawName\\":\\"feat/x\\"},{\\"name\\":\\"PR-1\\",\\"pullRequest\\":{\\"id\\":\\"1\\"}}]"}},
                 "spec": {"type": "multi-branch-pipeline", "multi_branch_pipeline": {"name": "web",
                 "source_type": "git", "script_path": "Jenkinsfile", "git_source": {"url": "https://example.com/web.git"}}}}""");
        String branches = pipelines + "/web/branches";
        await("the pipeline").until(() -> kapis.get(branches).status() == 200);

        assertThat(kapis.get(branches).json().path("totalItems").asInt()).isEqualTo(2);
        assertThat(kapis.get(branches + "?filter=origin")
                        .json()
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("feat%2Fx");
        assertThat(kapis.get(branches + "?filter=pull-requests")
                        .json()
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("PR-1");
        assertThat(kapis.get(branches + "/feat%252Fx").json().path("rawName").asText())
                .isEqualTo("feat/x");
        assertThat(kapis.get(branches + "/feat%2Fx").status()).isEqualTo(200);
        assertThat(kapis.get(branches + "/none").body()).isEqualTo("Branch none was not found\n");
    }

    @Test
    void aRunIsCreatedInTheNameOfTheCaller() {
        create(REGULAR);
        await("the pipeline").until(() -> kapis.get(pipelines + "/web").status() == 200);
        ProjectMember robot = ProjectMember.create(
                client,
                namespace,
                "robot",
                List.of(new PolicyRuleBuilder()
                        .withApiGroups("devops.kubesphere.io")
                        .withResources("pipelines/pipelineruns")
                        .withVerbs("create")
                        .build()));

        Answer created = kapis.send(robot.token(), "POST", pipelines + "/web/pipelineruns", """
                {"parameters": [{"name": "TARGET", "value": "moon"}, {"name": "COUNT", "value": 12},
                 {"name": "DRY", "value": true}, {"name": "", "value": "left out"}]}""");

        assertThat(created.status()).as(created.body()).isEqualTo(200);
        JsonNode run = created.json();
        assertThat(run.at("/metadata/name").asText()).startsWith("web-");
        assertThat(run.at("/metadata/annotations/devops.kubesphere.io~1creator").asText())
                .isEqualTo("system:serviceaccount:" + namespace + ":robot");
        assertThat(run.at("/spec/parameters").toString())
                .isEqualTo("[{\"name\":\"TARGET\",\"value\":\"moon\"},{\"name\":\"COUNT\",\"value\":\"12\"},"
                        + "{\"name\":\"DRY\",\"value\":\"true\"}]");
        assertThat(kapis.send(robot.token(), "GET", pipelines + "/web/pipelineruns", null)
                        .status())
                .isEqualTo(403);
        assertThat(client.resources(PipelineRun.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems())
                .hasSize(1);
    }

    @Test
    void aRunWithoutABodyAndOneOfAnUnknownPipeline() {
        create(REGULAR);
        await("the pipeline").until(() -> kapis.get(pipelines + "/web").status() == 200);

        Answer run = kapis.send("POST", pipelines + "/web/pipelineruns", null);
        assertThat(run.status()).as(run.body()).isEqualTo(200);
        String name = run.json().at("/metadata/name").asText();
        await("the run in the list")
                .until(() -> kapis.get(pipelines + "/web/pipelineruns?backward=false")
                                .json()
                                .path("totalItems")
                                .asInt()
                        == 1);
        String path = "/namespaces/" + namespace + "/pipelineruns/" + name;
        assertThat(kapis.get(path).json().at("/metadata/name").asText()).isEqualTo(name);
        assertThat(kapis.get(path + "/nodedetails").body()).isEqualTo("[]");
        assertThat(kapis.send("DELETE", path, null).body())
                .startsWith("cannot delete a running PipelineRun, please stop it first");
        assertThat(kapis.send("POST", pipelines + "/none/pipelineruns", null).status())
                .isEqualTo(404);
    }

    private JsonNode create(String body) {
        Answer created = kapis.send("POST", pipelines, body);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        return created.json();
    }
}
