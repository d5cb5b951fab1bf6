package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.BrowseHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.BrowseHandler.BrowseList;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.GitRepositoryHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.ProviderService;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.ScmHandler;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.ScmHandler.RepositoryList;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.ScmHandler.Verification;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.Branch;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.FileEntry;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.Organization;
import io.jenkins.plugins.kubesphere.devops.kapis.scm.provider.Page;

/** The routes of v1alpha3 for Git providers, repositories and their files. */
final class ScmRoutes {
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String PUT = "PUT";
    private static final String DELETE = "DELETE";

    private static final String ORGANIZATIONS = "/scms/{scm}/organizations";
    private static final String REPOSITORIES = "/namespaces/{namespace}/gitrepositories";
    private static final String REPOSITORY = REPOSITORIES + "/{repository}";
    private static final String REPOSITORY_BRANCH = REPOSITORY + "/branches/{branch}";
    private static final String REPOSITORY_COMMIT = REPOSITORY + "/commits/{commit}";
    private static final int NOT_IMPLEMENTED = 501;
    private static final int BAD_GATEWAY = 502;

    private ScmRoutes() {}

    static void add(RouteTable.Builder table, ClusterConnection cluster, ProviderService providers) {
        ScmHandler scms = new ScmHandler(providers);
        GitRepositoryHandler repositories = new GitRepositoryHandler(cluster);
        BrowseHandler files = new BrowseHandler(cluster, providers);
        table.add(
                        POST,
                        "/scms/{scm}/verify",
                        scms::verify,
                        Verification.class,
                        "Check the credential of a Git provider")
                .query(ScmHandler.VERIFY_PARAMETERS)
                .add(
                        GET,
                        ORGANIZATIONS,
                        scms::organizations,
                        Organization[].class,
                        "List organizations of a Git provider")
                .query(ScmHandler.ORGANIZATION_PARAMETERS)
                .failsWith(BAD_GATEWAY)
                .add(
                        GET,
                        ORGANIZATIONS + "/{organization}/repositories",
                        scms::repositories,
                        RepositoryList.class,
                        "List repositories of a Git provider")
                .query(ScmHandler.REPOSITORY_PARAMETERS)
                .failsWith(BAD_GATEWAY)
                .add(GET, REPOSITORIES, repositories::list, ListResult.of(GitRepository.class), "List repositories")
                .query(ListQuery.PARAMETERS)
                .watchable(GitRepository.class)
                .add(
                        POST,
                        REPOSITORIES,
                        repositories::create,
                        GitRepository.class,
                        GitRepository.class,
                        "Create a repository")
                .add(GET, REPOSITORY, repositories::get, GitRepository.class, "Get a repository")
                .watchable(GitRepository.class)
                .add(
                        PUT,
                        REPOSITORY,
                        repositories::update,
                        GitRepository.class,
                        GitRepository.class,
                        "Change a repository")
                .add(DELETE, REPOSITORY, repositories::delete, GitRepository.class, "Delete a repository")
                .add(
                        GET,
                        REPOSITORY + "/branches",
                        files::branches,
                        BrowseList.of(Branch.class),
                        "List branches of a repository")
                .query(Page.PARAMETERS)
                .failsWith(BAD_GATEWAY, NOT_IMPLEMENTED)
                .add(GET, REPOSITORY_BRANCH, files::branch, Branch.class, "Get a branch of a repository")
                .failsWith(BAD_GATEWAY, NOT_IMPLEMENTED)
                .add(GET, REPOSITORY_BRANCH + "/files", files::files, BrowseList.of(FileEntry.class), "List files")
                .query(BrowseHandler.DIRECTORY_PARAMETER)
                .failsWith(BAD_GATEWAY, NOT_IMPLEMENTED)
                .add(GET, REPOSITORY_BRANCH + "/files/{file}", files::file, FileEntry.class, "Get a file")
                .query(BrowseHandler.WITH_CONTENT)
                .failsWith(BAD_GATEWAY, NOT_IMPLEMENTED)
                .add(GET, REPOSITORY_BRANCH + "/rawfiles/{file}", files::rawFile, byte[].class, "Download a file")
                .produces("application/octet-stream")
                .failsWith(BAD_GATEWAY, NOT_IMPLEMENTED)
                .add(POST, REPOSITORY_BRANCH + "/files", files::notOffered, Void.class, "Write files (not offered)")
                .notOffered()
                .add(DELETE, REPOSITORY_BRANCH + "/files", files::notOffered, Void.class, "Delete files (not offered)")
                .notOffered()
                .add(GET, REPOSITORY_BRANCH + "/commits", files::notOffered, Void.class, "List commits (not offered)")
                .notOffered()
                .add(
                        POST,
                        REPOSITORY_BRANCH + "/checkouts",
                        files::notOffered,
                        Void.class,
                        "Check out a branch (not offered)")
                .notOffered()
                .add(POST, REPOSITORY_BRANCH + "/pulls", files::notOffered, Void.class, "Pull a branch (not offered)")
                .notOffered()
                .add(GET, REPOSITORY_COMMIT, files::notOffered, Void.class, "Get a commit (not offered)")
                .notOffered()
                .add(
                        GET,
                        REPOSITORY_COMMIT + "/files/{file}",
                        files::notOffered,
                        Void.class,
                        "Get a file of a commit (not offered)")
                .notOffered()
                .add(
                        GET,
                        REPOSITORY_COMMIT + "/rawfiles/{file}",
                        files::notOffered,
                        Void.class,
                        "Download a file of a commit (not offered)")
                .notOffered()
                .add(
                        GET,
                        REPOSITORY + "/configs/default",
                        files::notOffered,
                        Void.class,
                        "Get the settings of Git (not offered)")
                .notOffered()
                .add(
                        PUT,
                        REPOSITORY + "/configs/default",
                        files::notOffered,
                        Void.class,
                        "Change the settings of Git (not offered)")
                .notOffered()
                .add(POST, REPOSITORY + "/uploads", files::notOffered, Void.class, "Upload files (not offered)")
                .notOffered();
    }
}
