package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitLabSource;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders {@code gitlab_source}: a project on a GitLab server. Class and field names are those of the plugin
 * gitlab-branch-source 724.
 */
public final class GitLabSourceXml {
    private static final String PLUGIN = "gitlab-branch-source";
    private static final String PACKAGE = "io.jenkins.plugins.gitlabbranchsource.";

    static final HostedTraitSectionFactory TRAITS = new HostedTraitSectionFactory(
            PACKAGE,
            PACKAGE,
            "MergeRequest",
            Map.of(1L, "TrustMembers", 2L, "TrustEveryone", 3L, "TrustPermission", 4L, "TrustNobody"),
            PACKAGE + "GitLabSkipNotificationsTrait",
            PLUGIN);

    /** Name of the server that the plugin has without any configuration. */
    private static final String DEFAULT_SERVER = "default";

    /** Fields that the plugin itself fetched from the server. They are removed when the server or the path changes. */
    private static final String[] FETCHED_FIELDS = {"projectName", "sshRemote", "httpRemote", "projectId"};

    private GitLabSourceXml() {}

    public static SourceDefinition of(SharedSourceSectionFactory factory, GitLabSource specValue) {
        SourceFieldValidator validator = factory.validator();
        validator.requirePlugin(PLUGIN);
        String owner = validator.checkHostPath(
                "owner",
                specValue.owner(),
                "the user or the full path of the group that owns the project, for example group/subgroup",
                true);
        String path = projectPath(validator, owner, specValue.repo());
        String server =
                validator.checkText("server_name", specValue.serverName()).trim();
        List<Section> sections = new ArrayList<>(List.of(
                factory.fieldSection(
                        "server_name", "serverName", server.isEmpty() ? DEFAULT_SERVER : server, FETCHED_FIELDS),
                factory.credentialSection(specValue.credentialId()),
                factory.fieldSection("owner", "projectOwner", owner),
                factory.fieldSection("repo", "projectPath", path, FETCHED_FIELDS)));
        sections.addAll(TRAITS.sections(factory, specValue));
        return SourceDefinition.of(
                validator,
                new BranchSourceClassSection(PACKAGE + "GitLabSCMSource", true),
                specValue.scmId(),
                sections);
    }

    /**
     * Returns the full path of the project. ks-devops expected it in {@code repo}: there the owner was only the user
     * whose projects the console listed. So a {@code repo} with a slash is a full path.
     */
    private static String projectPath(SourceFieldValidator validator, String owner, String repo) {
        boolean isFullPath = repo != null && repo.contains("/");
        String path = validator.checkHostPath(
                "repo",
                repo,
                "the name of the project without its owner \"" + owner + "\", or its full path, for example \"" + owner
                        + "/web\"",
                isFullPath);
        return isFullPath ? path : owner + "/" + path;
    }
}
