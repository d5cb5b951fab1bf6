package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderJsonReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import okhttp3.HttpUrl;

/** Gitea, and Forgejo, which has the same API. */
final class GiteaClient implements ProviderClient {
    private final ProviderConnection connection;
    private final ContentsReader contents;

    GiteaClient(ProviderConnection connection) {
        this.connection = connection;
        this.contents = new ContentsReader(connection);
    }

    @Override
    public List<Organization> organizations(Page page) {
        JsonNode found = connection.get(api -> paged(api.addPathSegments("user/orgs"), page));
        // Old servers send only the first field; new servers deprecate it.
        return ProviderJsonReader.map(
                found,
                organization -> new Organization(
                        organization.hasNonNull("username")
                                ? text(organization, "/username")
                                : text(organization, "/name"),
                        text(organization, "/avatar_url")));
    }

    @Override
    public Organization user() {
        JsonNode user = connection.get(api -> api.addPathSegment("user"));
        return new Organization(text(user, "/login"), text(user, "/avatar_url"));
    }

    @Override
    public List<Repository> repositories(String organization, Page page) {
        String owners = user().name().equalsIgnoreCase(organization) ? "users" : "orgs";
        JsonNode found = connection.get(api ->
                paged(api.addPathSegment(owners).addPathSegment(organization).addPathSegment("repos"), page));
        return ProviderJsonReader.map(
                found, repository -> new Repository(text(repository, "/name"), text(repository, "/default_branch")));
    }

    private static HttpUrl.Builder paged(HttpUrl.Builder url, Page page) {
        return url.addQueryParameter("page", page.numberText()).addQueryParameter("limit", page.sizeText());
    }

    @Override
    public List<Branch> branches(RepositoryName repository, Page page) {
        JsonNode found = connection.get(
                api -> paged(ContentsReader.urlOf(api, repository).addPathSegment("branches"), page));
        return ProviderJsonReader.map(found, GiteaClient::toBranch);
    }

    @Override
    public Branch branch(RepositoryName repository, String branch) {
        return toBranch(connection.get(api ->
                ContentsReader.urlOf(api, repository).addPathSegment("branches").addPathSegment(branch)));
    }

    private static Branch toBranch(JsonNode branch) {
        JsonNode commit = branch.path("commit");
        return Branch.of(
                text(branch, "/name"),
                new Commit(
                        text(commit, "/id"),
                        ProviderJsonReader.signature(commit, "/author/name", "/author/email", "/timestamp"),
                        ProviderJsonReader.signature(commit, "/committer/name", "/committer/email", "/timestamp"),
                        text(commit, "/message"),
                        null));
    }

    @Override
    public List<FileEntry> files(RepositoryName repository, String branch, String directory) {
        return contents.files(repository, branch, directory);
    }

    @Override
    public FileEntry file(RepositoryName repository, String branch, String path) {
        return contents.file(repository, branch, path);
    }
}
