package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepositorySpec;
import io.jenkins.plugins.kubesphere.devops.api.repository.SecretRef;
import io.jenkins.plugins.kubesphere.devops.api.text.GitUrl;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundPolicy;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderType;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses a GitRepository that is not usable. */
final class GitRepositoryValidator {
    private static final Set<String> SCHEMES = Set.of("http", "https", "ssh");
    private static final Pattern NAME_OF_HOST = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?");
    /** Some providers show it in their addresses. A password has a colon before it. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._~%-]*");

    private GitRepositoryValidator() {}

    /**
     * Checks a spec.
     *
     * @param namespace of the object
     * @throws KapisException 400, with what is wrong
     */
    static void validate(String namespace, GitRepositorySpec spec) {
        String provider = text(spec.provider());
        if (!provider.isEmpty()
                && !provider.equals(ScmRequest.GIT)
                && ProviderType.find(provider).isEmpty()) {
            throw refused("provider is \"" + provider + "\"; give one of git, " + ProviderType.names());
        }
        boolean isNamed = !text(spec.owner()).isEmpty() && !text(spec.repo()).isEmpty();
        if (text(spec.url()).isEmpty()
                && !(isNamed && ProviderType.find(provider).isPresent())) {
            throw refused("url is missing; give the address as git clone takes it, or provider, owner and repo");
        }
        if (!text(spec.url()).isEmpty() && !isRepository(spec.url())) {
            throw refused("url is not an address of a repository without a password; write it like"
                    + " https://github.com/team/web.git or git@github.com:team/web.git");
        }
        if (!text(spec.server()).isEmpty()) {
            validateServer(spec.server());
        }
        if (spec.secret() != null) {
            validateSecret(namespace, spec.secret());
        }
    }

    private static boolean isRepository(String text) {
        return GitUrl.parse(text)
                .filter(url -> SCHEMES.contains(url.scheme()) && !url.path().isEmpty())
                .filter(url -> USER.matcher(url.user()).matches())
                // The short form without a user could also be a drive and a path.
                .filter(url -> !url.isShort() || !url.user().isEmpty())
                .filter(url -> url.isWeb() && url.host().startsWith("[")
                        || NAME_OF_HOST.matcher(url.host()).matches())
                .isPresent();
    }

    private static void validateServer(String server) {
        try {
            OutboundPolicy.parse(server);
        } catch (OutboundException e) {
            throw refused("server is wrong: " + e.getMessage());
        }
    }

    private static void validateSecret(String namespace, SecretRef secret) {
        String name = text(secret.name());
        if (!name.isEmpty() && !KubernetesNames.isObjectName(name)) {
            throw refused("secret.name is not the name of a credential");
        }
        String other = text(secret.namespace());
        if (!other.isEmpty() && !other.equals(namespace)) {
            throw refused(
                    "secret.namespace is not that of the project; leave it out, and use a credential of the project");
        }
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static KapisException refused(String message) {
        return KapisException.badRequest("spec." + message);
    }
}
