package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepositorySpec;
import io.jenkins.plugins.kubesphere.devops.api.text.GitUrl;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundPolicy;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderType;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.RepositoryName;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The provider, the server and the name of a GitRepository, for a request to the API of its provider.
 *
 * @param server empty for the provider's own
 * @param secret name of a credential of the same project; empty if there is none
 */
record RepositoryTarget(ProviderType provider, Optional<HttpUrl> server, RepositoryName name, Optional<String> secret) {
    /** The path from which Bitbucket Server lets people clone: perhaps a context path, and project and repository. */
    private static final Pattern CLONE_PATH = Pattern.compile("(?:(.+)/)?scm/([^/]+)/([^/]+)");

    /** @throws KapisException 501, if the provider has no known API; 400 if the object is not complete */
    static RepositoryTarget of(GitRepository repository) {
        GitRepositorySpec spec = repository.getSpec();
        GitRepositoryValidator.validate(repository.getMetadata().getNamespace(), spec);
        Optional<GitUrl> url = GitUrl.parse(text(spec.url()));
        Optional<HttpUrl> given = Optional.of(text(spec.server()))
                .filter(server -> !server.isEmpty())
                .map(RepositoryTarget::parse);
        Optional<HttpUrl> server = given.or(() -> url.map(RepositoryTarget::origin));
        ProviderType provider = ProviderType.find(text(spec.provider()))
                .or(() -> server.flatMap(ProviderType::findOwn))
                .orElseThrow(RepositoryTarget::notOffered)
                .on(server);
        Optional<String> secret = Optional.ofNullable(spec.secret())
                .map(reference -> text(reference.name()))
                .filter(name -> !name.isEmpty());
        boolean isNamed = !text(spec.owner()).isEmpty() && !text(spec.repo()).isEmpty();
        return new RepositoryTarget(
                provider,
                given.or(() -> url.map(read -> serverOf(provider, read))),
                isNamed ? checked(spec.owner(), spec.repo()) : name(provider, given, url.orElseThrow()),
                secret);
    }

    /** 501: a copy of the repository on this machine would be needed, or the provider has no known API. */
    static KapisException notOffered() {
        return new KapisException(
                HttpURLConnection.HTTP_NOT_IMPLEMENTED, "NotImplemented", "not offered: use your Git provider");
    }

    /** The host of a repository. The port of SSH is not that of the API. */
    private static HttpUrl origin(GitUrl url) {
        return parse(url.isWeb() ? url.scheme() + "://" + url.hostAndPort() : "https://" + url.host());
    }

    /** The host, with the context path where the URL shows it. */
    private static HttpUrl serverOf(ProviderType provider, GitUrl url) {
        Matcher clone = clonePath(provider, url);
        if (!url.isWeb() || !clone.matches() || clone.group(1) == null) {
            return origin(url);
        }
        if (!PathValidator.isSafe(clone.group(1))) {
            throw unknownName();
        }
        return origin(url).newBuilder().addPathSegments(clone.group(1)).build();
    }

    /** @param server that the object names, whose context path is not part of the owner */
    private static RepositoryName name(ProviderType provider, Optional<HttpUrl> server, GitUrl url) {
        Matcher clone = clonePath(provider, url);
        if (clone.matches()) {
            return checked(clone.group(2), clone.group(3));
        }
        String path = withoutSuffix(url);
        String context = server.filter(
                        found -> url.isWeb() && found.host().equals(url.host().replaceAll("[\\[\\]]", "")))
                .map(provider::contextPath)
                .map(found -> found.substring(Math.min(found.length(), 1)) + "/")
                .filter(path::startsWith)
                .orElse("");
        String name = path.substring(context.length());
        int slash = name.lastIndexOf('/');
        return checked(slash < 0 ? "" : name.substring(0, slash), name.substring(slash + 1));
    }

    /** Matches nothing for other providers, where {@code scm} is a name like any other. */
    private static Matcher clonePath(ProviderType provider, GitUrl url) {
        return CLONE_PATH.matcher(provider == ProviderType.BITBUCKET_SERVER ? withoutSuffix(url) : "");
    }

    private static String withoutSuffix(GitUrl url) {
        return url.path().replaceAll("/+$", "").replaceAll("\\.git$", "");
    }

    private static RepositoryName checked(String owner, String name) {
        if (!PathValidator.isSafe(owner) || !PathValidator.isSafe(name) || name.contains("/")) {
            throw unknownName();
        }
        return new RepositoryName(owner, name);
    }

    private static KapisException unknownName() {
        return KapisException.badRequest(
                "the repository has no owner and name that could be found; set spec.owner and spec.repo");
    }

    private static HttpUrl parse(String server) {
        try {
            return OutboundPolicy.parse(server);
        } catch (OutboundException e) {
            throw KapisException.badRequest("the address of the repository is wrong: " + e.getMessage());
        }
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
