package io.jenkins.plugins.kubesphere.devops.kapis.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** A service account with a Role in its namespace, as a user of a project. */
public record ProjectMember(KubernetesClient admin, String namespace, String name) {

    /** Creates an account with these rights, and waits until the API server applies them. */
    public static ProjectMember create(KubernetesClient admin, String namespace, String name, List<PolicyRule> rules) {
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject("", "ServiceAccount", name, namespace)
                        .build())
                .create();
        ProjectMember member = new ProjectMember(admin, namespace, name);
        rules.stream().findFirst().ifPresent(rule -> await("the API server applies the rights of " + name)
                .until(() -> member.has(rule)));
        return member;
    }

    /** The name under which Kubernetes knows the account. */
    public String user() {
        return "system:serviceaccount:" + namespace + ":" + name;
    }

    private boolean has(PolicyRule rule) {
        String[] resource = rule.getResources().get(0).split("/", 2);
        return admin.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user())
                        .withNewResourceAttributes()
                        .withNamespace(namespace)
                        .withVerb(rule.getVerbs().get(0))
                        .withGroup(rule.getApiGroups().get(0))
                        .withResource(resource[0])
                        .withSubresource(resource.length > 1 ? resource[1] : "")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    /** A token that is valid for an hour. */
    public String token() {
        return token(List.of());
    }

    /**
     * Like {@link #token()}, for other servers.
     *
     * @param audiences whom the token is meant for; empty for the API server
     */
    public String token(List<String> audiences) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audiences)
                        .withExpirationSeconds(3_600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }
}
