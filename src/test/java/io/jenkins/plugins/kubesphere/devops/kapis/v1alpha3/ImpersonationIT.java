package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With the setting {@code writes: caller}, the API server of Kubernetes checks the right of the caller once more. */
class ImpersonationIT extends KapisProjectTestCase {
    private static final String SECRET = """
            {"metadata": {"name": "registry"}, "type": "credential.devops.kubesphere.io/secret-text",
             "stringData": {"secret": "hunter2"}}""";

    @Override
    protected KapisSettings settings() {
        return KapisSettings.ofKubernetes("host", Set.of(), "kube-system").withWrites(WriteIdentity.CALLER);
    }

    @Test
    void whatKubernetesDoesNotAllowTheCallerIsNotWritten() {
        PolicyRule credentials = rule("devops.kubesphere.io", "credentials", "create");
        ProjectMember robot = ProjectMember.create(client, namespace, "robot", List.of(credentials));
        ProjectMember operator = ProjectMember.create(
                client, namespace, "operator", List.of(credentials, rule("", "secrets", "create")));

        Answer refused = kapis.send(robot.token(), "POST", project + "/credentials", SECRET);
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body())
                .contains(
                        "the Kubernetes API refuses it: secrets is forbidden: User",
                        "system:serviceaccount:" + namespace + ":robot",
                        "cannot create resource");
        assertThat(client.secrets().inNamespace(namespace).withName("registry").get())
                .isNull();

        await("Kubernetes applies the right").untilAsserted(() -> {
            Answer created = kapis.send(operator.token(), "POST", project + "/credentials", SECRET);
            assertThat(created.status()).as(created.body()).isIn(200, 409);
        });
        assertThat(client.secrets().inNamespace(namespace).withName("registry").get())
                .isNotNull();
    }

    private static PolicyRule rule(String group, String resource, String verb) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verb)
                .build();
    }
}
