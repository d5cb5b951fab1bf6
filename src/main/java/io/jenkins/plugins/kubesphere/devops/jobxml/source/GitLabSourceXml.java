package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitLabSource;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Renders {@code gitlab_source}: a project on a GitLab server. Classes and fields: gitlab-branch-source 724. */
public final class GitLabSourceXml {
    static final HostTraits TRAITS = new HostTraits(
            "io.jenkins.plugins.gitlabbranchsource.",
            "io.jenkins.plugins.gitlabbranchsource.",
            "MergeRequest",
            Map.of(1, "TrustMembers", 2, "TrustEveryone", 3, "TrustPermission", 4, "TrustNobody"),
            "io.jenkins.plugins.gitlabbranchsource.GitLabSkipNotificationsTrait",
            "gitlab-branch-source");

    /** Name of the server that the plugin has without any configuration. */
    private static final String DEFAULT_SERVER = "default";

    /** Fields that the plugin fetched from the server for the path of the project. */
    private static final String[] FETCHED_FIELDS = {"projectName", "sshRemote", "httpRemote", "projectId"};

    private GitLabSourceXml() {}

    public static SourceDefinition of(SourceFields source, GitLabSource given) {
        source.requirePlugin("gitlab-branch-source");
        String owner =
                source.path("owner", given.owner(), "the user or group, with its parents, that owns the project", true);
        String repo = source.path("repo", given.repo(), "the name of the project without its owner", false);
        String server = source.text("server_name", given.serverName()).trim();
        List<Section> sections = new ArrayList<>(List.of(
                source.field("server_name", "serverName", server.isEmpty() ? DEFAULT_SERVER : server, FETCHED_FIELDS),
                source.credential(given.credentialId()),
                source.field("owner", "projectOwner", owner),
                source.field("repo", "projectPath", owner + "/" + repo, FETCHED_FIELDS)));
        sections.addAll(TRAITS.sections(source, given));
        return SourceDefinition.of(
                source,
                new SourceTypeSection("io.jenkins.plugins.gitlabbranchsource.GitLabSCMSource", true),
                given.scmId(),
                sections);
    }
}
