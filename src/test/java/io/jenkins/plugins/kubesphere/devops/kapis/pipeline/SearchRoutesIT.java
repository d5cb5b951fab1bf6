package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchRoutesIT extends KapisProjectTestCase {
    private static final String SEARCH = "/kapis/devops.kubesphere.io/v1alpha2/search";

    @BeforeEach
    void createPipelines() {
        for (String name : new String[] {"web", "api", "web-ui"}) {
            Answer created = kapis.send("POST", project + "/pipelines", """
                    {"metadata": {"name": "%s", "annotations": {"example.com/owner": "me"}},
                     "spec": {"type": "pipeline", "pipeline": {"name": "%s", "jenkinsfile": "echo 1"}}}""".formatted(name, name));
            assertThat(created.status()).as(created.body()).isEqualTo(200);
        }
    }

    @Test
    void pipelinesAreFoundByProjectAndPartOfTheName() {
        JsonNode all = kapis.get(SEARCH + "?q=pipeline:" + namespace).json();

        assertThat(all.path("total_count").asInt()).isEqualTo(3);
        assertThat(all.path("items").findValuesAsText("fullName"))
                .containsExactly(namespace + "/api", namespace + "/web", namespace + "/web-ui");
        assertThat(all.at("/items/0/annotations").path("example.com/owner").asText())
                .isEqualTo("me");
        assertThat(names("type:pipeline%3Bpipeline:" + namespace + "/*web*")).containsExactly("web", "web-ui");
        assertThat(names("pipeline:" + namespace + "&ascending=false")).containsExactly("web-ui", "web", "api");
        assertThat(names("pipeline:" + namespace + "&start=1&limit=1")).containsExactly("web");
        assertThat(names("pipeline:" + namespace + "&page=2&limit=2")).containsExactly("web-ui");
        assertThat(names("pipeline:" + namespace + "&page=9223372036854775807&limit=1000"))
                .isEmpty();
        assertThat(names("type:pipeline")).contains("web", "api");
        assertThat(names("pipeline:no-such-project")).isEmpty();
    }

    private Iterable<String> names(String query) {
        Answer answer = kapis.get(SEARCH + "?q=" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("items").findValuesAsText("name");
    }

    @Test
    void aSearchNeedsAQuery() {
        assertThat(kapis.get(SEARCH).status()).isEqualTo(400);
        assertThat(kapis.get(SEARCH).body()).startsWith("q is required; send q=type:pipeline");
        assertThat(kapis.get(SEARCH + "?q=x&limit=-1").status()).isEqualTo(400);
    }

    /** Who may search finds only what the caller may list. */
    @Test
    void pipelinesOfOtherProjectsAreLeftOut() {
        ProjectMember reader = ProjectMember.create(client, namespace, "reader", List.of(rule("pipelines")));
        ProjectMember stranger = ProjectMember.create(client, namespace, "stranger", List.of(rule("pipelineruns")));
        ClusterRole search = client.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .withRules(rule("search"))
                        .build())
                .create();
        ClusterRoleBinding binding = client.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", namespace)
                        .addNewSubject("", "ServiceAccount", "reader", namespace)
                        .addNewSubject("", "ServiceAccount", "stranger", namespace)
                        .build())
                .create();
        try {
            KapisClient asReader = new KapisClient(kapis.address(), reader.token());
            KapisClient asStranger = new KapisClient(kapis.address(), stranger.token());
            await("the right to search")
                    .until(() -> asReader.get(SEARCH + "?q=type:pipeline").status() == 200
                            && asStranger.get(SEARCH + "?q=type:pipeline").status() == 200);
            assertThat(asReader.get(SEARCH + "?q=type:pipeline")
                            .json()
                            .path("items")
                            .findValuesAsText("fullName"))
                    .containsExactly(namespace + "/api", namespace + "/web", namespace + "/web-ui");
            assertThat(asStranger.get(SEARCH + "?q=type:pipeline").body())
                    .isEqualTo("{\"items\":[],\"total_count\":0}");
        } finally {
            client.resource(binding).delete();
            client.resource(search).delete();
        }
    }

    private static PolicyRule rule(String resource) {
        return new PolicyRuleBuilder()
                .withVerbs("list")
                .withApiGroups("devops.kubesphere.io")
                .withResources(resource)
                .build();
    }
}
