package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderJsonReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import okhttp3.HttpUrl;

/** GitHub, and GitHub Enterprise Server. */
final class GitHubClient implements ProviderClient {
    private final ProviderConnection connection;
    private final ContentsReader contents;

    GitHubClient(ProviderConnection connection) {
        this.connection = connection;
        this.contents = new ContentsReader(connection);
    }

    @Override
    public List<Organization> organizations(Page page) {
        return ProviderJsonReader.map(
                connection.get(api -> paged(api.addPathSegments("user/orgs"), page)), GitHubClient::toOrganization);
    }

    @Override
    public Organization user() {
        return toOrganization(connection.get(api -> api.addPathSegment("user")));
    }

    @Override
    public List<Repository> repositories(String organization, Page page) {
        // The list of an organization does not have the private repositories of a person.
        boolean isUser = user().name().equalsIgnoreCase(organization);
        JsonNode found = connection.get(api -> paged(
                isUser
                        ? api.addPathSegments("user/repos").addQueryParameter("affiliation", "owner")
                        : api.addPathSegment("orgs")
                                .addPathSegment(organization)
                                .addPathSegment("repos"),
                page));
        return ProviderJsonReader.map(
                found, repository -> new Repository(text(repository, "/name"), text(repository, "/default_branch")));
    }

    private static HttpUrl.Builder paged(HttpUrl.Builder url, Page page) {
        return url.addQueryParameter("page", page.numberText()).addQueryParameter("per_page", page.sizeText());
    }

    private static Organization toOrganization(JsonNode owner) {
        return new Organization(text(owner, "/login"), text(owner, "/avatar_url"));
    }

    @Override
    public List<Branch> branches(RepositoryName repository, Page page) {
        JsonNode found = connection.get(
                api -> paged(ContentsReader.urlOf(api, repository).addPathSegment("branches"), page));
        return ProviderJsonReader.map(
                found, branch -> Branch.of(text(branch, "/name"), Commit.ofHash(text(branch, "/commit/sha"))));
    }

    @Override
    public Branch branch(RepositoryName repository, String branch) {
        JsonNode found = connection.get(api ->
                ContentsReader.urlOf(api, repository).addPathSegment("branches").addPathSegment(branch));
        JsonNode commit = found.path("commit");
        return Branch.of(
                text(found, "/name"),
                new Commit(
                        text(commit, "/sha"),
                        ProviderJsonReader.signature(commit.at("/commit/author"), "/name", "/email", "/date"),
                        ProviderJsonReader.signature(commit.at("/commit/committer"), "/name", "/email", "/date"),
                        text(commit, "/commit/message"),
                        ProviderJsonReader.texts(commit.path("parents"), "/sha")));
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
