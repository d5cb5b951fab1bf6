package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderJsonReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Bitbucket Server and Data Center. An organization is a project, named by its key. The API does not say who the user of a
 * token is, but the projects of persons are reached as {@code ~name}.
 */
final class BitbucketServerClient implements ProviderClient {
    private static final int NOT_FOUND = 404;

    private final ProviderConnection connection;
    private final String username;

    /** @param username of the credential; empty if it has none */
    BitbucketServerClient(ProviderConnection connection, String username) {
        this.connection = connection;
        this.username = username;
    }

    @Override
    public List<Organization> organizations(Page page) {
        JsonNode found = connection.get(api -> paged(api.addPathSegment("projects"), page));
        return ProviderJsonReader.map(found.path("values"), project -> new Organization(text(project, "/key"), ""));
    }

    @Override
    public Organization user() {
        if (username.isEmpty()) {
            throw new ProviderException(
                    0,
                    "Bitbucket Server does not tell whose token it is; give a credential with a user name, or leave"
                            + " includeUser out");
        }
        return new Organization("~" + username, "");
    }

    @Override
    public List<Repository> repositories(String organization, Page page) {
        JsonNode found = connection.get(api -> paged(
                api.addPathSegment("projects").addPathSegment(organization).addPathSegment("repos"), page));
        return ProviderJsonReader.map(
                found.path("values"), repository -> new Repository(text(repository, "/slug"), ""));
    }

    private static HttpUrl.Builder paged(HttpUrl.Builder url, Page page) {
        return url.addQueryParameter("start", page.offsetText()).addQueryParameter("limit", page.sizeText());
    }

    @Override
    public List<Branch> branches(RepositoryName repository, Page page) {
        return toBranches(connection.get(api -> paged(of(api, repository).addPathSegment("branches"), page)));
    }

    @Override
    public Branch branch(RepositoryName repository, String branch) {
        // The filter finds each name that contains the text. Newer servers put the name that is equal first.
        return Page.find(
                        page -> toBranches(connection.get(api -> paged(
                                of(api, repository)
                                        .addPathSegment("branches")
                                        .addQueryParameter("filterText", branch)
                                        .addQueryParameter("boostMatches", "true"),
                                page))),
                        candidate -> candidate.name().equals(branch))
                .orElseThrow(() -> new ProviderException(NOT_FOUND, "the repository has no branch \"" + branch + "\""));
    }

    private static List<Branch> toBranches(JsonNode found) {
        return ProviderJsonReader.map(
                found.path("values"),
                branch -> Branch.of(text(branch, "/displayId"), Commit.ofHash(text(branch, "/latestCommit"))));
    }

    @Override
    public List<FileEntry> files(RepositoryName repository, String branch, String directory) {
        List<JsonNode> found = Page.all(page -> entries(repository, branch, directory, page));
        return found.stream()
                .filter(entry -> !text(entry, "/type").equals("SUBMODULE"))
                .map(entry -> text(entry, "/type").equals("DIRECTORY")
                        ? FileEntry.directory(text(entry, "/path/name"))
                        : FileEntry.file(
                                text(entry, "/path/name"), entry.path("size").asLong(), false))
                .toList();
    }

    private List<JsonNode> entries(RepositoryName repository, String branch, String directory, Page page) {
        JsonNode found =
                connection.get(api -> paged(at(of(api, repository).addPathSegment("browse"), branch, directory), page));
        if (found.has("lines")) {
            throw ProviderException.notDirectory(directory);
        }
        return ProviderJsonReader.map(found.at("/children/values"), entry -> entry);
    }

    @Override
    public FileEntry file(RepositoryName repository, String branch, String path) {
        JsonNode type = connection.get(api ->
                at(of(api, repository).addPathSegment("browse"), branch, path).addQueryParameter("type", "true"));
        if (text(type, "/type").equals("DIRECTORY") || type.has("children")) {
            throw ProviderException.notFile(path);
        }
        return FileEntry.withContent(
                path, connection.getBytes(api -> at(of(api, repository).addPathSegment("raw"), branch, path)));
    }

    private static HttpUrl.Builder at(HttpUrl.Builder url, String branch, String path) {
        return (path.isEmpty() ? url : url.addPathSegments(path)).addQueryParameter("at", "refs/heads/" + branch);
    }

    private static HttpUrl.Builder of(HttpUrl.Builder api, RepositoryName repository) {
        return api.addPathSegment("projects")
                .addPathSegment(repository.owner())
                .addPathSegment("repos")
                .addPathSegment(repository.name());
    }
}
