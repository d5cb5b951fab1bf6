package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.GuardedHttpClient;
import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundException;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.GitRemoteReader;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderClient;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderException;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderType;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.RepositoryBrowser;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.RepositoryName;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ScmCredential;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** Connects callers to providers: checks the credential, and limits how many wait at once. */
public final class ProviderService {
    private static final int MAX_AT_ONCE = 10;
    private static final int MAX_OF_CALLER = 3;

    private final GuardedHttpClient http;
    private final ScmCredentialReader credentials;
    private final GitRemoteReader remotes;
    private final ConcurrencyLimit requests =
            new ConcurrencyLimit("requests to Git servers", MAX_AT_ONCE, MAX_OF_CALLER);

    /** @param namespaces the projects that are served; empty for all */
    public ProviderService(
            ClusterConnection cluster, Authorizer authorizer, GuardedHttpClient http, Set<String> namespaces) {
        this.http = http;
        this.credentials = new ScmCredentialReader(cluster, authorizer, http.policy(), namespaces);
        this.remotes = new GitRemoteReader(http);
    }

    /**
     * Asks a provider.
     *
     * @throws KapisException 400, 403 or 404 if the request is wrong; 429 if too many requests of the caller wait; 503 if too
     *     many requests of all callers wait, or Jenkins can send none now
     * @throws ProviderException if the provider refuses, or cannot be reached
     */
    <T> T ask(Caller caller, ScmRequest request, Function<ProviderClient, T> question) {
        ProviderType type = request.provider();
        HttpUrl api = type.api(request.server());
        ScmCredential credential = credentials.read(
                caller, request.requireSecretNamespace(), request.requireSecret(), api, type.isOwn(api));
        return ask(caller, type, api, Optional.of(credential), question);
    }

    /**
     * Asks the provider of a repository, with the credential that it names; without one, if it names none.
     *
     * @throws KapisException as {@link #ask}; 501 if the provider has no known API
     * @throws ProviderException as {@link #ask}
     */
    <T> T browse(Caller caller, GitRepository repository, BiFunction<RepositoryBrowser, RepositoryName, T> question) {
        RepositoryTarget target = RepositoryTarget.of(repository);
        ProviderType type = target.provider();
        HttpUrl api = type.api(target.server());
        String namespace = repository.getMetadata().getNamespace();
        Optional<ScmCredential> credential =
                target.secret().map(name -> credentials.read(caller, namespace, name, api, type.isOwn(api)));
        return ask(caller, type, api, credential, client -> question.apply(client, target.name()));
    }

    private <T> T ask(
            Caller caller,
            ProviderType type,
            HttpUrl api,
            Optional<ScmCredential> credential,
            Function<ProviderClient, T> question) {
        Map<String, String> headers = credential.map(type::headers).orElseGet(type::headers);
        String username = credential.map(ScmCredential::username).orElse("");
        return limited(
                caller,
                deadline ->
                        question.apply(type.connect(new ProviderConnection(http, api, headers, deadline), username)));
    }

    /** The answer to a caller whose request was refused by a provider. */
    static KapisException translate(ProviderException failure) {
        return switch (failure.status()) {
            case 404 -> KapisException.notFound(failure.getMessage());
            case 400, 401, 403 -> KapisException.badRequest(failure.getMessage());
            default -> KapisException.badGateway(failure.getMessage());
        };
    }

    /** Like {@link #ask}: checks that a repository can be read. */
    void requireReadable(Caller caller, ScmRequest request) {
        HttpUrl repository = request.server()
                .orElseThrow(() -> KapisException.badRequest("server is required: give the address of the repository"));
        Optional<ScmCredential> credential = request.hasCredential()
                ? Optional.of(credentials.read(
                        caller,
                        request.requireSecretNamespace(),
                        request.requireSecret(),
                        repository,
                        ProviderType.findOwn(repository).isPresent()))
                : Optional.empty();
        limited(caller, deadline -> {
            remotes.requireReadable(repository, credential, deadline);
            return true;
        });
    }

    private <T> T limited(Caller caller, Function<Deadline, T> question) {
        try (ConcurrencyLimit.Permit permit = requests.acquire(caller.key())) {
            return question.apply(GuardedHttpClient.startTime());
        } catch (OutboundException e) {
            throw translate(e);
        }
    }

    /** A {@link KapisException} if no provider was asked; otherwise a {@link ProviderException}. */
    static RuntimeException translate(OutboundException failure) {
        return switch (failure.reason()) {
            case REFUSED -> KapisException.badRequest(failure.getMessage());
            case UNAVAILABLE -> KapisException.unavailable(failure.getMessage());
            case UNREACHABLE, REDIRECTED, TOO_LARGE, TOO_SLOW -> new ProviderException(0, failure.getMessage());
        };
    }
}
