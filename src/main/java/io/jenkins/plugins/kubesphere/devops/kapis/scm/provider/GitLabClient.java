package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;

import static io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.ProviderJsonReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import okhttp3.HttpUrl;

/** GitLab. Its groups are nested: the name of one is its path, such as {@code shop/web}. */
final class GitLabClient implements ProviderClient {
    /** The access level of a guest. Without a level, the list has all public groups of the server. */
    private static final String MEMBER = "10";

    /** The file mode of a symbolic link in Git. */
    private static final String SYMLINK_MODE = "120000";

    private final ProviderConnection connection;

    GitLabClient(ProviderConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<Organization> organizations(Page page) {
        JsonNode groups = connection.get(
                api -> paged(api.addPathSegment("groups").addQueryParameter("min_access_level", MEMBER), page));
        return ProviderJsonReader.map(
                groups, group -> new Organization(text(group, "/full_path"), text(group, "/avatar_url")));
    }

    @Override
    public Organization user() {
        JsonNode user = connection.get(api -> api.addPathSegment("user"));
        return new Organization(text(user, "/username"), text(user, "/avatar_url"));
    }

    @Override
    public List<Repository> repositories(String organization, Page page) {
        String owners = user().name().equalsIgnoreCase(organization) ? "users" : "groups";
        JsonNode projects = connection.get(api ->
                paged(api.addPathSegment(owners).addPathSegment(organization).addPathSegment("projects"), page));
        return ProviderJsonReader.map(
                projects, project -> new Repository(text(project, "/path"), text(project, "/default_branch")));
    }

    private static HttpUrl.Builder paged(HttpUrl.Builder url, Page page) {
        return url.addQueryParameter("page", page.numberText()).addQueryParameter("per_page", page.sizeText());
    }

    @Override
    public List<Branch> branches(RepositoryName repository, Page page) {
        JsonNode found = connection.get(api -> paged(of(api, repository).addPathSegment("branches"), page));
        return ProviderJsonReader.map(found, GitLabClient::toBranch);
    }

    @Override
    public Branch branch(RepositoryName repository, String branch) {
        return toBranch(connection.get(
                api -> of(api, repository).addPathSegment("branches").addPathSegment(branch)));
    }

    private static Branch toBranch(JsonNode branch) {
        JsonNode commit = branch.path("commit");
        return Branch.of(
                text(branch, "/name"),
                new Commit(
                        text(commit, "/id"),
                        ProviderJsonReader.signature(commit, "/author_name", "/author_email", "/authored_date"),
                        ProviderJsonReader.signature(commit, "/committer_name", "/committer_email", "/committed_date"),
                        text(commit, "/message"),
                        ProviderJsonReader.texts(commit.path("parent_ids"), "")));
    }

    @Override
    public List<FileEntry> files(RepositoryName repository, String branch, String directory) {
        List<JsonNode> found = Page.all(page -> tree(repository, branch, directory, page));
        if (found.isEmpty() && !directory.isEmpty()) {
            // Git has no empty directories.
            throw ProviderException.notDirectory(directory);
        }
        return found.stream()
                .filter(entry -> !text(entry, "/type").equals("commit"))
                .map(entry -> text(entry, "/type").equals("tree")
                        ? FileEntry.directory(text(entry, "/name"))
                        : FileEntry.file(
                                text(entry, "/name"), 0, text(entry, "/mode").equals(SYMLINK_MODE)))
                .toList();
    }

    private List<JsonNode> tree(RepositoryName repository, String branch, String directory, Page page) {
        JsonNode found = connection.get(api -> paged(
                of(api, repository)
                        .addPathSegment("tree")
                        .addQueryParameter("path", directory)
                        .addQueryParameter("ref", branch),
                page));
        return ProviderJsonReader.map(found, entry -> entry);
    }

    @Override
    public FileEntry file(RepositoryName repository, String branch, String path) {
        try {
            JsonNode found = connection.get(api -> of(api, repository)
                    .addPathSegment("files")
                    .addPathSegment(path)
                    .addQueryParameter("ref", branch));
            return FileEntry.withContent(text(found, "/file_path"), ContentsReader.decode(found));
        } catch (ProviderException e) {
            boolean isMissing = e.status() == ProviderException.NOT_FOUND;
            throw isMissing && !tree(repository, branch, path, new Page(1, 1)).isEmpty()
                    ? ProviderException.notFile(path)
                    : e;
        }
    }

    private static HttpUrl.Builder of(HttpUrl.Builder api, RepositoryName repository) {
        return api.addPathSegment("projects")
                .addPathSegment(repository.owner() + "/" + repository.name())
                .addPathSegment("repository");
    }
}
