package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/** The providers whose API is known. */
public enum ProviderType {
    GITHUB("github", "https://api.github.com", Set.of("github.com"), "api/v3"),
    GITLAB("gitlab", "https://gitlab.com/api/v4", Set.of(), "api/v4"),
    GITEA("gitea", "https://gitea.com/api/v1", Set.of(), "api/v1"),
    BITBUCKET_CLOUD("bitbucket-cloud", "https://api.bitbucket.org/2.0", Set.of("bitbucket.org"), "2.0"),
    BITBUCKET_SERVER("bitbucket-server", null, Set.of(), "rest/api/1.0");

    private final String word;
    private final HttpUrl own;
    private final Set<String> otherNames;
    private final String path;

    /**
     * @param own where the API of the provider's own server is; null if the provider has none
     * @param otherNames of that server
     * @param path of the API on other servers
     */
    ProviderType(String word, String own, Set<String> otherNames, String path) {
        this.word = word;
        this.own = own == null ? null : HttpUrl.get(own);
        this.otherNames = otherNames;
        this.path = path;
    }

    /** Finds a provider by its name, in the spellings that consoles use. */
    public static Optional<ProviderType> find(String name) {
        String spelling = name.toLowerCase(Locale.ROOT).replace('_', '-');
        String known =
                switch (spelling) {
                    case "bitbucket", "bitbucketcloud" -> BITBUCKET_CLOUD.word;
                    case "bitbucketserver" -> BITBUCKET_SERVER.word;
                    default -> spelling;
                };
        return Arrays.stream(values()).filter(type -> type.word.equals(known)).findFirst();
    }

    /** The names of all providers, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(type -> type.word).collect(Collectors.joining(", "));
    }

    /** The provider at a server: consoles send Bitbucket Server for Bitbucket's own server, too. */
    public ProviderType on(Optional<HttpUrl> server) {
        boolean isCloud = this == BITBUCKET_SERVER
                && server.filter(BITBUCKET_CLOUD::isOwn).isPresent();
        return isCloud ? BITBUCKET_CLOUD : this;
    }

    /** Whether a server is the provider's own, to which tokens of the provider may always be sent. */
    public boolean isOwn(HttpUrl server) {
        return own != null
                && server.isHttps()
                && server.port() == own.port()
                && (server.host().equals(own.host()) || otherNames.contains(server.host()));
    }

    /** The provider whose own server this is. */
    public static Optional<ProviderType> findOwn(HttpUrl server) {
        return Arrays.stream(values()).filter(type -> type.isOwn(server)).findFirst();
    }

    /**
     * Returns where the API is.
     *
     * @param server empty for the provider's own
     * @throws KapisException 400, if the provider has none
     */
    public HttpUrl api(Optional<HttpUrl> server) {
        if (server.filter(address -> !isOwn(address)).isEmpty()) {
            return Optional.ofNullable(own)
                    .orElseThrow(() -> KapisException.badRequest(
                            "the parameter server is missing; give the address of the " + word));
        }
        return server.get()
                .newBuilder()
                .encodedPath(contextPath(server.get()) + "/" + path)
                .build();
    }

    /**
     * The path below which a server answers, such as {@code /gitlab}; empty if it is alone on its host.
     *
     * @param server as a person writes it, with or without the path of the API
     */
    public String contextPath(HttpUrl server) {
        String given = server.encodedPath().replaceAll("/+$", "");
        return given.endsWith("/" + path) ? given.substring(0, given.length() - path.length() - 1) : given;
    }

    /** The headers of a request without a token. */
    public Map<String, String> headers() {
        return Map.of("Accept", "application/json");
    }

    /** The headers of a request with a token. */
    public Map<String, String> headers(ScmCredential credential) {
        boolean isBitbucket = this == BITBUCKET_CLOUD || this == BITBUCKET_SERVER;
        String authorization;
        if (isBitbucket && !credential.username().isEmpty()) {
            authorization = basic(credential.username(), credential.token());
        } else {
            authorization = (this == GITEA ? "token " : "Bearer ") + credential.token();
        }
        return Map.of("Authorization", authorization, "Accept", "application/json");
    }

    static String basic(String username, String token) {
        byte[] text = (username + ":" + token).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(text);
    }

    /** @param username of the credential; empty if there is none */
    public ProviderClient connect(ProviderConnection connection, String username) {
        return switch (this) {
            case GITHUB -> new GitHubClient(connection);
            case GITLAB -> new GitLabClient(connection);
            case GITEA -> new GiteaClient(connection);
            case BITBUCKET_CLOUD -> new BitbucketCloudClient(connection);
            case BITBUCKET_SERVER -> new BitbucketServerClient(connection, username);
        };
    }
}
