package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderJsonReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import okhttp3.HttpUrl;

/** Bitbucket Cloud. An organization is a workspace; each user has one, too. */
final class BitbucketCloudClient implements ProviderClient {
    private static final String DIRECTORY = "commit_directory";
    private static final String FILE = "commit_file";

    private final ProviderConnection connection;

    BitbucketCloudClient(ProviderConnection connection) {
        this.connection = connection;
    }

    /** Lists the workspaces of the user: the API no longer lists all workspaces. */
    @Override
    public List<Organization> organizations(Page page) {
        JsonNode found = connection.get(api -> paged(api.addPathSegments("user/workspaces"), page));
        return ProviderJsonReader.map(
                found.path("values"),
                access -> new Organization(
                        text(access, "/workspace/slug"), text(access, "/workspace/links/avatar/href")));
    }

    @Override
    public Organization user() {
        JsonNode user = connection.get(api -> api.addPathSegment("user"));
        return new Organization(text(user, "/username"), text(user, "/links/avatar/href"));
    }

    @Override
    public List<Repository> repositories(String organization, Page page) {
        JsonNode found =
                connection.get(api -> paged(api.addPathSegment("repositories").addPathSegment(organization), page));
        return ProviderJsonReader.map(
                found.path("values"),
                repository -> new Repository(text(repository, "/slug"), text(repository, "/mainbranch/name")));
    }

    private static HttpUrl.Builder paged(HttpUrl.Builder url, Page page) {
        return url.addQueryParameter("page", page.numberText()).addQueryParameter("pagelen", page.sizeText());
    }

    @Override
    public List<Branch> branches(RepositoryName repository, Page page) {
        JsonNode found = connection.get(api -> paged(of(api, repository).addPathSegments("refs/branches"), page));
        return ProviderJsonReader.map(found.path("values"), BitbucketCloudClient::toBranch);
    }

    @Override
    public Branch branch(RepositoryName repository, String branch) {
        return toBranch(connection.get(
                api -> of(api, repository).addPathSegments("refs/branches").addPathSegment(branch)));
    }

    private static Branch toBranch(JsonNode branch) {
        JsonNode commit = branch.path("target");
        // The provider sends name and email address as one text.
        Commit.Signature author = ProviderJsonReader.signature(commit, "/author/raw", "", "/date");
        return Branch.of(
                text(branch, "/name"),
                new Commit(
                        text(commit, "/hash"),
                        author,
                        author,
                        text(commit, "/message"),
                        ProviderJsonReader.texts(commit.path("parents"), "/hash")));
    }

    @Override
    public List<FileEntry> files(RepositoryName repository, String branch, String directory) {
        String commit = commit(repository, branch);
        if (!directory.isEmpty() && typeOf(repository, commit, directory).equals(FILE)) {
            throw ProviderException.notDirectory(directory);
        }
        List<JsonNode> found = Page.all(page -> ProviderJsonReader.map(
                connection
                        .get(api -> paged(
                                source(api, repository, commit)
                                        .addPathSegments(directory.isEmpty() ? "" : directory + "/"),
                                page))
                        .path("values"),
                entry -> entry));
        return found.stream()
                .filter(entry -> !hasAttribute(entry, "subrepository"))
                .map(entry -> text(entry, "/type").equals(DIRECTORY)
                        ? FileEntry.directory(nameOf(entry))
                        : FileEntry.file(nameOf(entry), entry.path("size").asLong(), hasAttribute(entry, "link")))
                .toList();
    }

    @Override
    public FileEntry file(RepositoryName repository, String branch, String path) {
        String commit = commit(repository, branch);
        if (typeOf(repository, commit, path).equals(DIRECTORY)) {
            throw ProviderException.notFile(path);
        }
        return FileEntry.withContent(
                path, connection.getBytes(api -> source(api, repository, commit).addPathSegments(path)));
    }

    /** The type of a path. The URL of a file gives its content, which may look like the list of a directory. */
    private String typeOf(RepositoryName repository, String commit, String path) {
        JsonNode found = connection.get(
                api -> source(api, repository, commit).addPathSegments(path).addQueryParameter("format", "meta"));
        return found.has("values") ? DIRECTORY : text(found, "/type");
    }

    /** The hash of a branch: the URL of a file cannot have a branch with a slash. */
    private String commit(RepositoryName repository, String branch) {
        return branch(repository, branch).commit().hash();
    }

    private static boolean hasAttribute(JsonNode entry, String attribute) {
        return ProviderJsonReader.texts(entry.path("attributes"), "").contains(attribute);
    }

    private static String nameOf(JsonNode entry) {
        String path = text(entry, "/path");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static HttpUrl.Builder source(HttpUrl.Builder api, RepositoryName repository, String commit) {
        return of(api, repository).addPathSegment("src").addPathSegment(commit);
    }

    private static HttpUrl.Builder of(HttpUrl.Builder api, RepositoryName repository) {
        return api.addPathSegment("repositories")
                .addPathSegment(repository.owner())
                .addPathSegment(repository.name());
    }
}
