package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepositoryStatus;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.EventStreamClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithCluster
class GitRepositoryRoutesIT {
    private static final String BODY = """
            {"metadata": {"name": "web", "annotations": {"kubesphere.io/creator": "somebody"}},
             "spec": {"provider": "github", "url": "https://github.com/team/web.git", "secret": {"name": "robot"}},
             "status": {"connection": "forged"}}
            """;

    private KapisTestServer server;
    private KapisClient kapis;
    private KubernetesClient client;
    private String namespace;
    private String repositories;

    @BeforeEach
    void start(KubernetesCluster cluster, KubernetesClient admin, TestNamespace testNamespace) throws Exception {
        client = admin;
        namespace = testNamespace.name();
        repositories = "/namespaces/" + namespace + "/gitrepositories";
        server = KapisTestServer.start(cluster);
        kapis = server.client();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        client.resource(project).create();
        await("the project").until(() -> kapis.get(repositories).status() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        client.resources(DevOpsProject.class).withName(namespace).delete();
        server.close();
    }

    private void create() {
        Answer created = kapis.send("POST", repositories, BODY);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        await("the repository").until(() -> kapis.get(repositories + "/web").status() == 200);
    }

    @Test
    void aRepositoryIsCreatedListedAndDeleted() {
        create();

        Answer found = kapis.get(repositories + "/web");
        assertThat(found.json().at("/spec/url").asText()).isEqualTo("https://github.com/team/web.git");
        assertThat(found.json()
                        .at("/metadata/annotations/kubesphere.io~1creator")
                        .asText())
                .isNotEqualTo("somebody")
                .isNotEmpty();
        assertThat(found.body()).doesNotContain("forged");
        assertThat(kapis.get(repositories + "?name=we&limit=10&page=1")
                        .json()
                        .path("totalItems")
                        .asInt())
                .isEqualTo(1);
        assertThat(kapis.send("POST", repositories, BODY).status()).isEqualTo(409);
        assertThat(kapis.send("DELETE", repositories + "/web", null)
                        .json()
                        .at("/spec/provider")
                        .asText())
                .isEqualTo("github");
        await("the deletion").until(() -> kapis.get(repositories + "/web").status() == 404);
        assertThat(kapis.get(repositories + "/web").body())
                .isEqualTo("gitrepositories.devops.kubesphere.io \"web\" not found\n");
    }

    @Test
    void whatDidNotChangeIsNotSentAgainAndAChangeIsToldAtOnce() throws Exception {
        create();
        for (String path : List.of(repositories, repositories + "/web")) {
            String tag = kapis.get(path).header("ETag");
            assertThat(kapis.get(path, Map.of("If-None-Match", tag)).status())
                    .as(path)
                    .isEqualTo(304);
            try (EventStreamClient events =
                    EventStreamClient.open(kapis.address(), kapis.administrator(), path + "?watch=true", tag)) {
                client.resource(stored()).edit(found -> {
                    found.getMetadata().getAnnotations().put("seen-at", path);
                    return found;
                });
                events.awaitLine("\"seen-at\":\"" + path + "\"");
            }
            assertThat(kapis.get(path, Map.of("If-None-Match", tag)).status())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void aChangeKeepsTheStatusButNotTheMarkOfTimesWithoutTheseRoutes() {
        create();
        GitRepository stored = stored();
        stored.setStatus(new GitRepositoryStatus(
                "ok",
                null,
                List.of(
                        condition("NotSupported", "NotSupported"),
                        condition("Ready", "NotSupported"),
                        condition("Synced", "Done"))));
        client.resource(stored).update();

        Answer changed = kapis.send("PUT", repositories + "/web", BODY.replace("team/web.git", "team/shop.git"));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/spec/url").asText()).isEqualTo("https://github.com/team/shop.git");
        assertThat(stored().getStatus().connection()).isEqualTo("ok");
        assertThat(stored().getStatus().conditions())
                .extracting(Condition::type)
                .containsExactly("Synced");
    }

    private GitRepository stored() {
        return client.resources(GitRepository.class)
                .inNamespace(namespace)
                .withName("web")
                .get();
    }

    private static Condition condition(String type, String reason) {
        return new Condition(type, "True", reason, "", null, null, null);
    }

    @Test
    void aRepositoryThatNothingCouldReadIsRefused() {
        create();
        String wrong = BODY.replace("https://github.com/team/web.git", "file:///etc");

        for (Answer answer :
                new Answer[] {kapis.send("POST", repositories, wrong), kapis.send("PUT", repositories + "/web", wrong)
                }) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).startsWith("spec.url is not an address of a repository");
        }
        assertThat(kapis.send(
                                "POST",
                                repositories,
                                BODY.replace("\"robot\"", "\"robot\", \"namespace\": \"kube-system\""))
                        .body())
                .startsWith("spec.secret.namespace is not that of the project");
        assertThat(kapis.send("PUT", repositories + "/none", BODY).status()).isEqualTo(404);
    }
}
