package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GitLabSource;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code gitlab_source}: a project on a GitLab server. Classes and fields are those of gitlab-branch-source 724. */
public final class GitLabSourceXml {
    static final HostTraits TRAITS = new HostTraits(
            "io.jenkins.plugins.gitlabbranchsource.",
            "io.jenkins.plugins.gitlabbranchsource.",
            "MergeRequest",
            Map.of(1, "TrustMembers", 2, "TrustEveryone", 3, "TrustPermission", 4, "TrustNobody"),
            "io.jenkins.plugins.gitlabbranchsource.GitLabSkipNotificationsTrait",
            "gitlab-branch-source");

    /** The server that the plugin knows without being configured. */
    private static final String DEFAULT_SERVER = "default";

    /** What the plugin has asked the server for, by the path of the project. */
    private static final String[] ASKED = {"projectName", "sshRemote", "httpRemote", "projectId"};

    private GitLabSourceXml() {}

    public static SourceDefinition of(SourceFields source, GitLabSource given) {
        source.needs("gitlab-branch-source");
        String owner =
                source.path("owner", given.owner(), "the user or group, with its parents, that owns the project", true);
        String repo = source.path("repo", given.repo(), "the name of the project without its owner", false);
        String server = source.text("server_name", given.serverName()).trim();
        List<Section> sections = new ArrayList<>(List.of(
                source.field("server_name", "serverName", server.isEmpty() ? DEFAULT_SERVER : server, ASKED),
                source.credential(given.credentialId()),
                source.field("owner", "projectOwner", owner),
                source.field("repo", "projectPath", owner + "/" + repo, ASKED)));
        sections.addAll(TRAITS.of(source, given));
        return SourceDefinition.of(
                source,
                new SourceTypeSection("io.jenkins.plugins.gitlabbranchsource.GitLabSCMSource", true),
                given.scmId(),
                sections);
    }
}
