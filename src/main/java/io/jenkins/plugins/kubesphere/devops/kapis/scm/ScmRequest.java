package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundPolicy;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderType;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The provider and the credential that a request names.
 *
 * @param scm the provider, as in the path
 * @param server empty for the provider's own
 * @param secret name of the credential; empty if none is given
 * @param secretNamespace project of the credential; empty if none is given
 */
record ScmRequest(String scm, Optional<HttpUrl> server, Optional<String> secret, Optional<String> secretNamespace) {
    static final String GIT = "git";
    private static final String SCM = "scm";
    private static final String SERVER_NAME = "server";
    private static final String SECRET_NAME = "secret";
    private static final String SECRET_NAMESPACE_NAME = "secretNamespace";
    private static final String ABOUT_SECRET = "Name of the credential";
    private static final String ABOUT_SECRET_NAMESPACE = "Project of the credential";
    private static final RouteQueryParameter SERVER =
            RouteQueryParameter.text(SERVER_NAME, "Address of the server, if it is not the provider's own");

    /** What is read of a request that may have a credential. */
    static final List<RouteQueryParameter> PARAMETERS = List.of(
            SERVER,
            RouteQueryParameter.text(SECRET_NAME, ABOUT_SECRET),
            RouteQueryParameter.text(SECRET_NAMESPACE_NAME, ABOUT_SECRET_NAMESPACE));

    /** What is read of a request that needs a credential. */
    static final List<RouteQueryParameter> PARAMETERS_WITH_SECRET = List.of(
            SERVER,
            RouteQueryParameter.requiredText(SECRET_NAME, ABOUT_SECRET),
            RouteQueryParameter.requiredText(SECRET_NAMESPACE_NAME, ABOUT_SECRET_NAMESPACE));

    static ScmRequest of(KapisRequest request) {
        QueryParameters query = request.query();
        return new ScmRequest(
                request.segment(SCM),
                query.find(SERVER_NAME).map(ScmRequest::parse),
                query.find(SECRET_NAME),
                query.find(SECRET_NAMESPACE_NAME));
    }

    private static HttpUrl parse(String server) {
        try {
            return OutboundPolicy.parse(server);
        } catch (OutboundException e) {
            throw KapisException.badRequest("the parameter server is wrong: " + e.getMessage());
        }
    }

    boolean isGit() {
        return scm.equals(GIT);
    }

    /** @throws KapisException 400, if the provider is not known */
    ProviderType provider() {
        return ProviderType.find(scm)
                .orElseThrow(() -> KapisException.badRequest("\"" + scm + "\" is not a known provider; give one of "
                        + ProviderType.names() + ", or git to verify a repository"))
                .on(server);
    }

    boolean hasCredential() {
        return secret.isPresent() || secretNamespace.isPresent();
    }

    /** @throws KapisException 400, if the credential is not named */
    String requireSecret() {
        return secret.orElseThrow(ScmRequest::missing);
    }

    /** @throws KapisException 400, if the credential is not named */
    String requireSecretNamespace() {
        return secretNamespace.orElseThrow(ScmRequest::missing);
    }

    private static KapisException missing() {
        return KapisException.badRequest(
                "the credential is missing; give its name as secret, and its project as secretNamespace");
    }
}
