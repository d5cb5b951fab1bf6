package io.jenkins.plugins.kubesphere.devops.kapis.description;

import java.util.Map;

/** What the segments in braces of a path stand for. */
final class PathParameters {
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("namespace", "Name of the project, which is that of its namespace."),
            Map.entry("branch", "Name of the branch, or of its job; a slash is %2F."),
            Map.entry("run", "Name of the PipelineRun."),
            Map.entry("build", "Number of the build."),
            Map.entry("node", "Id of the stage or parallel branch."),
            Map.entry("step", "Id of the step."),
            Map.entry("user", "Name of the user."),
            Map.entry("scm", "Name of the Git provider, for example github."),
            Map.entry("repository", "Name of the GitRepository."),
            Map.entry("commit", "Hash of the commit."),
            Map.entry("file", "Path of the file, in Base64."));

    private PathParameters() {}

    static String describe(String name) {
        return DESCRIPTIONS.getOrDefault(name, "Name of the " + name + ".");
    }
}
