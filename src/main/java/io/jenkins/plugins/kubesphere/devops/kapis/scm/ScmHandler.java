package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.Organization;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.Page;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderClient;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderException;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers requests for the organizations and repositories that a credential gives access to. */
public final class ScmHandler {
    private static final String INSECURE = "insecureSkipTLS";
    private static final String CA_NAME = "caName";
    private static final String INCLUDE_USER = "includeUser";

    /** What {@link #verify} reads. */
    public static final List<RouteQueryParameter> VERIFY_PARAMETERS = Stream.concat(
                    ScmRequest.PARAMETERS.stream(),
                    Stream.of(
                            RouteQueryParameter.flag(INSECURE, "Refused, if it is true"),
                            RouteQueryParameter.text(CA_NAME, "Refused")))
            .toList();

    /** What {@link #organizations} reads. */
    public static final List<RouteQueryParameter> ORGANIZATION_PARAMETERS = Stream.of(
                    ScmRequest.PARAMETERS_WITH_SECRET,
                    Page.PARAMETERS,
                    List.of(RouteQueryParameter.flag(INCLUDE_USER, "Adds the user to the first page")))
            .flatMap(List::stream)
            .toList();

    /** What {@link #repositories} reads. */
    public static final List<RouteQueryParameter> REPOSITORY_PARAMETERS = Stream.concat(
                    ScmRequest.PARAMETERS_WITH_SECRET.stream(), Page.PARAMETERS.stream())
            .toList();

    private static final int OK = 0;
    /** The code of ks-devops for a request that the provider refused, or that failed. */
    private static final int LIST_FAILED = 101;

    private static final int INTERNAL_ERROR = 500;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final ProviderService providers;

    /**
     * The answer to a verification, also to one that fails.
     *
     * @param code 0 if the credential is valid
     */
    @JsonPropertyOrder({"message", "code", "credentialId"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verification(String message, int code, String credentialId) {}

    /** The answer with repositories. */
    public record RepositoryList(Repositories repositories) {
        /** The page that was asked for. */
        public record Repositories(List<Repository> items) {}
    }

    public ScmHandler(ProviderService providers) {
        this.providers = providers;
    }

    /** Answers 200 even if the credential is not valid, because clients read the code. */
    public Reply verify(KapisRequest request) {
        ScmRequest scm = ScmRequest.of(request);
        refuseUnchecked(request);
        // Consoles send an empty object. A server that does not read it closes the connection after the answer.
        request.body().discard();
        String credential = scm.secret().orElse(null);
        try {
            if (scm.isGit()) {
                providers.requireReadable(request.caller(), scm);
            } else {
                providers.ask(request.caller(), scm, provider -> provider.organizations(new Page(1, 1)));
            }
            return Reply.json(new Verification("ok", OK, credential));
        } catch (ProviderException e) {
            int code = scm.isGit() ? codeOfGit(e.status()) : LIST_FAILED;
            return Reply.json(new Verification(e.getMessage(), code, credential));
        }
    }

    private static void refuseUnchecked(KapisRequest request) {
        if (request.query().isTrue(INSECURE, false)
                || request.query().find(CA_NAME).isPresent()) {
            throw KapisException.badRequest("insecureSkipTLS and caName are not offered; an administrator adds the"
                    + " certificate to the trust store of Jenkins' Java");
        }
    }

    private static int codeOfGit(int status) {
        return switch (status) {
            case NOT_FOUND -> NOT_FOUND;
            case 401, FORBIDDEN -> FORBIDDEN;
            default -> INTERNAL_ERROR;
        };
    }

    public Reply organizations(KapisRequest request) {
        Page page = Page.of(request.query());
        boolean includesUser = request.query().isTrue(INCLUDE_USER, false);
        return Reply.json(ask(request, provider -> {
            List<Organization> found = new ArrayList<>(provider.organizations(page));
            // ks-devops adds the user to each page.
            if (includesUser && page.number() == 1) {
                Organization user = provider.user();
                if (found.stream().noneMatch(other -> other.name().equals(user.name()))) {
                    found.add(user);
                }
            }
            return found;
        }));
    }

    public Reply repositories(KapisRequest request) {
        Page page = Page.of(request.query());
        String organization = request.segment("organization");
        if (!PathValidator.isSafe(organization)) {
            throw KapisException.notFound("there is no organization of this name");
        }
        return Reply.json(new RepositoryList(
                new RepositoryList.Repositories(ask(request, provider -> provider.repositories(organization, page)))));
    }

    private <T> T ask(KapisRequest request, Function<ProviderClient, T> question) {
        ScmRequest scm = ScmRequest.of(request);
        try {
            return providers.ask(request.caller(), scm, question);
        } catch (ProviderException e) {
            throw ProviderService.translate(e);
        }
    }
}
