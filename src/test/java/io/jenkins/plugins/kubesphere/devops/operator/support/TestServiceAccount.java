package io.jenkins.plugins.kubesphere.devops.operator.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.RequiredPermission;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service account with a ClusterRole and a Role in its namespace. The chart creates the same for an operator.
 *
 * @param namespace namespace of the account
 * @param name name of account, roles and bindings
 */
public record TestServiceAccount(KubernetesClient admin, String namespace, String name) implements AutoCloseable {

    /** Creates an account without rights. */
    public static TestServiceAccount create(KubernetesClient admin, String namespace) {
        String name = "operator-" + TestNamespace.randomName();
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                        .addNewSubject("", "ServiceAccount", name, namespace)
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
        return new TestServiceAccount(admin, namespace, name);
    }

    /** Replaces the rights of the account. A right in one namespace must be for the namespace of the account. */
    public TestServiceAccount setRights(List<RequiredPermission> rights) {
        admin.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rules(rights, ""))
                        .build())
                .forceConflicts()
                .serverSideApply();
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withRules(rules(rights, namespace))
                        .build())
                .forceConflicts()
                .serverSideApply();
        // The API server needs a moment to apply a changed role.
        Set<RequiredPermission> given = splitByVerb(rights.stream()).collect(Collectors.toSet());
        await("the API server applies the rights of " + name)
                .until(
                        () -> requestedRights()
                                .filter(right -> isAllowed(right) != given.contains(right))
                                .toList(),
                        List::isEmpty);
        return this;
    }

    /** All rights that operators request, each with one verb. */
    private Stream<RequiredPermission> requestedRights() {
        return splitByVerb(ClusterRequirements.withCredentials(namespace).stream()
                .flatMap(preflight -> preflight.permissions().stream()));
    }

    private static Stream<RequiredPermission> splitByVerb(Stream<RequiredPermission> rights) {
        return rights.flatMap(right -> right.verbs().stream().map(verb -> right.withVerbs(List.of(verb))));
    }

    /** @param right a right with one verb */
    private boolean isAllowed(RequiredPermission right) {
        String[] parts = right.resource().split("/", 2);
        SubjectAccessReview review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + namespace + ":" + name)
                .withNewResourceAttributes()
                .withNamespace(right.namespace())
                .withGroup(right.group())
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : "")
                .withName(right.name())
                .withVerb(right.verbs().get(0))
                .endResourceAttributes()
                .endSpec()
                .build();
        return admin.authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }

    private static List<PolicyRule> rules(List<RequiredPermission> rights, String roleNamespace) {
        return rights.stream()
                .filter(right -> right.namespace().equals(roleNamespace))
                .filter(right -> !right.verbs().isEmpty())
                .map(right -> new PolicyRuleBuilder()
                        .withApiGroups(right.group())
                        .withResources(right.resource())
                        .withResourceNames(right.name().isEmpty() ? List.of() : List.of(right.name()))
                        .withVerbs(right.verbs())
                        .build())
                .toList();
    }

    /** A token that is valid for an hour, or until the Secret is deleted. */
    public String token(Secret boundTo) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3_600L)
                        .withNewBoundObjectRef()
                        .withApiVersion("v1")
                        .withKind("Secret")
                        .withName(boundTo.getMetadata().getName())
                        .withUid(boundTo.getMetadata().getUid())
                        .endBoundObjectRef()
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    /** Creates a Secret to which a token can be bound. */
    public Secret secret(String suffix) {
        return admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name + "-" + suffix)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    /** A connection with this account. */
    public Config config(Config server) {
        return config(server, token(secret("token")));
    }

    public static Config config(Config server, String token) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server.getMasterUrl())
                .withCaCertData(server.getCaCertData())
                .withCaCertFile(server.getCaCertFile())
                .withOauthToken(token)
                .build();
    }

    @Override
    public void close() {
        admin.rbac().clusterRoleBindings().withName(name).delete();
        admin.rbac().clusterRoles().withName(name).delete();
        admin.rbac().roleBindings().inNamespace(namespace).withName(name).delete();
        admin.rbac().roles().inNamespace(namespace).withName(name).delete();
        admin.serviceAccounts().inNamespace(namespace).withName(name).delete();
    }
}
