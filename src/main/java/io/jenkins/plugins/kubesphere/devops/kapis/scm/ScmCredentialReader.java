package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.api.SecretTypes;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectStore;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundPolicy;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ScmCredential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Reads the token that a caller names, and decides to which servers it may be sent. The right to get a credential does not
 * show its value, so this right is not enough to have the token sent to a server that the caller chooses.
 */
final class ScmCredentialReader {
    private static final Set<String> WITH_TOKEN = Set.of(SecretTypes.BASIC_AUTH, SecretTypes.SECRET_TEXT);

    private final ClusterConnection cluster;
    private final ObjectStore<Secret> secrets;
    private final Authorizer authorizer;
    private final OutboundPolicy policy;
    private final Set<String> namespaces;

    /** @param namespaces the projects that are served; empty for all */
    ScmCredentialReader(
            ClusterConnection cluster, Authorizer authorizer, OutboundPolicy policy, Set<String> namespaces) {
        this.cluster = cluster;
        this.secrets = new ObjectStore<>(Secret.class, cluster);
        this.authorizer = authorizer;
        this.policy = policy;
        this.namespaces = namespaces;
    }

    /**
     * Reads a credential for one server.
     *
     * @param namespace the project of the credential
     * @param name of the credential
     * @param isOwnServer whether the server is the provider's own, such as {@code api.github.com}
     * @throws KapisException 403 if the caller may not get the credential, or may not have it sent to the server; 404 if the
     *     credential does not exist; 400 if it has no token, or would be sent without encryption
     */
    ScmCredential read(Caller caller, String namespace, String name, HttpUrl server, boolean isOwnServer) {
        if (!KubernetesNames.isNamespaceName(namespace) || !KubernetesNames.isObjectName(name)) {
            throw KapisException.badRequest("secret and secretNamespace do not name a credential of a project");
        }
        require(caller, "get", namespace, name, "");
        if (!isOwnServer && !policy.isListed(server)) {
            require(
                    caller,
                    "update",
                    namespace,
                    name,
                    ", which is needed to send it to \"" + server.host()
                            + "\"; or an administrator adds that to scmHosts");
        }
        if (!policy.maySendToken(server)) {
            throw KapisException.badRequest("a credential is not sent to \"" + server.host()
                    + "\" without encryption; write https, or ask an administrator to add http://" + server.host() + ":"
                    + server.port() + " to scmHosts");
        }
        return toCredential(name, find(namespace, name));
    }

    private void require(Caller caller, String verb, String namespace, String name, String why) {
        ResourceAttributes attributes = new ResourceAttributes(
                verb, ApiGroups.DEVOPS, ApiGroups.DEVOPS_VERSION, "credentials", "", name, namespace, "");
        if (!authorizer.allows(caller, attributes)) {
            throw KapisException.forbidden("user \"" + caller.name() + "\" may not " + attributes + why);
        }
    }

    private Secret find(String namespace, String name) {
        boolean isServed = namespaces.isEmpty() || namespaces.contains(namespace);
        if (!isServed || cluster.find(DevOpsProject.class, namespace).isEmpty()) {
            throw PathObjects.notFound(DevOpsProject.class, namespace);
        }
        return secrets.find(namespace, name)
                .filter(secret -> secret.getType() != null && secret.getType().startsWith(SecretTypes.PREFIX))
                .orElseThrow(() -> secrets.notFound(name));
    }

    private static ScmCredential toCredential(String name, Secret secret) {
        if (!WITH_TOKEN.contains(secret.getType())) {
            throw KapisException.badRequest("the credential \"" + name + "\" has the type " + secret.getType()
                    + ", which has no token; give one of the type " + SecretTypes.BASIC_AUTH + " or "
                    + SecretTypes.SECRET_TEXT);
        }
        boolean isText = secret.getType().equals(SecretTypes.SECRET_TEXT);
        String token = value(secret, isText ? "secret" : "password");
        if (!BearerToken.isSendable(token)) {
            throw KapisException.badRequest("the credential \"" + name
                    + "\" has no token, or one with spaces, line breaks or characters that are not ASCII; correct it");
        }
        return new ScmCredential(name, value(secret, "username"), token);
    }

    private static String value(Secret secret, String key) {
        String encoded = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of())
                .getOrDefault(key, "");
        return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8).strip();
    }
}
