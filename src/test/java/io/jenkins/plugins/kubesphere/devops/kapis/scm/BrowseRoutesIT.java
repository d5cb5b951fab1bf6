package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.FakeGitServer;
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
class BrowseRoutesIT {
    private KapisTestServer server;
    private FakeGitServer provider;
    private KapisClient kapis;
    private KubernetesClient client;
    private String namespace;
    private String repository;

    @BeforeEach
    void start(KubernetesCluster cluster, KubernetesClient admin, TestNamespace testNamespace) throws Exception {
        client = admin;
        namespace = testNamespace.name();
        repository = "/namespaces/" + namespace + "/gitrepositories/web";
        provider = FakeGitServer.start("Bearer hunter2");
        server = KapisTestServer.startWithGitServers(cluster, List.of(provider.address()));
        kapis = server.client();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        client.resource(project).create();
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("robot")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withType("credential.devops.kubesphere.io/secret-text")
                        .withStringData(Map.of("secret", "hunter2"))
                        .build())
                .create();
        await("the project")
                .until(() ->
                        kapis.get("/namespaces/" + namespace + "/pipelines").status() == 200);
        kapis.send("POST", "/namespaces/" + namespace + "/gitrepositories", """
                {"metadata": {"name": "web"}, "spec": {"provider": "github", "url": "%s/acme/web.git",
                 "secret": {"name": "robot"}}}""".formatted(provider.address()));
        await("the repository").until(() -> kapis.get(repository).status() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        client.resources(DevOpsProject.class).withName(namespace).delete();
        server.close();
        provider.close();
    }

    @Test
    void branchesAndFilesAreReadFromTheProvider() {
        provider.with("/api/v3/repos/acme/web/branches?page=1&per_page=100", """
                        [{"name": "a", "commit": {"sha": "c1"}}, {"name": "main", "commit": {"sha": "c2"}}]""")
                .with("/api/v3/repos/acme/web/branches/feat%2Fx", """
                        {"name": "feat/x", "commit": {"sha": "c3", "commit": {"message": "Add it"}}}""")
                .with("/api/v3/repos/acme/web/contents/src?ref=main", """
                        [{"type": "file", "name": "a.txt", "path": "src/a.txt", "size": 5}]""")
                .with("/api/v3/repos/acme/web/contents/src/a.txt?ref=main", """
                        {"type": "file", "encoding": "base64", "path": "src/a.txt", "size": 5, "content": "aGVsbG8="}""");

        assertThat(kapis.get(repository + "/branches?limit=1").body())
                .isEqualTo("{\"items\":[{\"ref\":\"refs/heads/main\",\"name\":\"main\",\"commit\":{\"Hash\":\"c2\"}}],"
                        + "\"totalItems\":2,\"options\":{\"page\":1,\"limit\":1}}");
        assertThat(kapis.get(repository + "/branches/feat%2Fx")
                        .json()
                        .at("/commit/Message")
                        .asText())
                .isEqualTo("Add it");
        assertThat(kapis.get(repository + "/branches/main/files?file=/src/").body())
                .isEqualTo("{\"items\":[{\"name\":\"src\",\"oldName\":\"\",\"size\":0,\"isDir\":true,"
                        + "\"isBinary\":false,\"isSymlink\":false},{\"name\":\"a.txt\",\"oldName\":\"\",\"size\":5,"
                        + "\"isDir\":false,\"isBinary\":false,\"isSymlink\":false}],"
                        + "\"totalItems\":2,\"options\":{\"page\":1,\"limit\":2}}");
        // src/a.txt in Base64
        String file = "/branches/main/files/c3JjL2EudHh0";
        assertThat(kapis.get(repository + file).json().has("data")).isFalse();
        assertThat(kapis.get(repository + file + "?withContent=true")
                        .json()
                        .path("data")
                        .asText())
                .isEqualTo("aGVsbG8=");
        assertThat(kapis.get(repository + file.replace("/files/", "/rawfiles/")).body())
                .isEqualTo("hello");
        assertThat(kapis.get(repository + file.replace("/files/", "/rawfiles/")).header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"a.txt\"; filename*=UTF-8''a.txt");
        Answer noDirectory = kapis.get(repository + "/branches/main/files?file=src/a.txt");
        assertThat(noDirectory.status()).isEqualTo(404);
        assertThat(noDirectory.body()).isEqualTo("\"src/a.txt\" is not a directory\n");
        // src in Base64
        Answer noFile = kapis.get(repository + "/branches/main/files/c3Jj");
        assertThat(noFile.status()).isEqualTo(404);
        assertThat(noFile.body()).isEqualTo("\"src\" is not a file\n");
    }

    @Test
    void aPathCannotLeaveTheRepository() {
        // ../../../user in Base64
        for (String[] path : new String[][] {
            {"/branches/main/files/Li4vLi4vLi4vdXNlcg==", "the file in the path has an empty part, dots instead"},
            {"/branches/main/files?file=../../../user", "the parameter file has an empty part, dots instead"},
            {"/branches/main/files?file=a//b", "the parameter file has an empty part"},
            {"/branches/..%2Fa", "the branch in the path has an empty part, dots instead of a name, a backslash"},
            {"/branches/main/files/%25%25", "the file in the path is not Base64"}
        }) {
            Answer refused = kapis.get(repository + path[0]);
            assertThat(refused.status()).as(path[0]).isEqualTo(400);
            assertThat(refused.body()).contains(path[1]);
        }
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void theCredentialOfARepositoryIsNotUsedForWhoMayNotGetIt() {
        PolicyRule browse = rule("gitrepositories/branches");
        String reader = ProjectMember.create(client, namespace, "reader", List.of(browse))
                .token();
        String viewer = ProjectMember.create(client, namespace, "viewer", List.of(browse, rule("credentials")))
                .token();
        provider.with("/api/v3/repos/acme/web/branches?page=1&per_page=100", "[]");

        Answer refused = kapis.send(reader, "GET", repository + "/branches", null);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("may not get credentials \\\"robot\\\" in project " + namespace);
        assertThat(provider.requests()).isEmpty();
        assertThat(kapis.send(viewer, "GET", repository + "/branches", null).body())
                .startsWith("{\"items\":[],\"totalItems\":0");
    }

    private static PolicyRule rule(String resource) {
        return new PolicyRuleBuilder()
                .withApiGroups("devops.kubesphere.io")
                .withResources(resource)
                .withVerbs("get")
                .build();
    }

    @Test
    void whatNeedsACopyOfTheRepositoryIsNotOffered() {
        for (String[] route : new String[][] {
            {"POST", "/branches/main/files"},
            {"DELETE", "/branches/main/files?file=a"},
            {"POST", "/branches/main/checkouts"},
            {"POST", "/branches/main/pulls"},
            {"GET", "/branches/main/commits"},
            {"GET", "/commits/c1"},
            {"GET", "/configs/default"},
            {"PUT", "/configs/default"},
            {"POST", "/uploads"}
        }) {
            Answer answer = kapis.send(route[0], repository + route[1], route[0].equals("GET") ? null : "{}");
            assertThat(answer.status()).as(route[1]).isEqualTo(501);
            assertThat(answer.body()).isEqualTo("not offered: use your Git provider\n");
        }
    }
}
