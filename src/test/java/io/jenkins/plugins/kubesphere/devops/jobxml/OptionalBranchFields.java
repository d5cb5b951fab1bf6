package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.List;
import java.util.stream.Stream;

/** The optional fields of multi-branch specs, and their elements in config.xml. */
final class OptionalBranchFields {
    private OptionalBranchFields() {}

    /**
     * Returns a list for each field: the type of the source, YAML to add to the source, YAML to add to the spec, and a
     * text that config.xml then contains.
     */
    static Stream<List<String>> all() {
        Stream<List<String>> common = Stream.of(
                List.of("git", "", "description: about", "about"),
                List.of("git", "", "discarder: {num_to_keep: \"5\"}", "<numToKeep>5"),
                List.of("git", "", "discarder: {days_to_keep: \"5\"}", "<daysToKeep>5"),
                List.of("git", "", "timer_trigger: {interval: \"60000\"}", "PeriodicFolderTrigger"),
                List.of("git", "", "script_path: ci/Jenkinsfile", "ci/Jenkinsfile"),
                List.of(
                        "git",
                        "",
                        "multibranch_job_trigger: {create_action_job_to_trigger: deploy}",
                        "<createActionJobsToTrigger>demo/deploy"),
                List.of(
                        "git",
                        "",
                        "multibranch_job_trigger: {delete_action_job_to_trigger: demo/clean}",
                        "<deleteActionJobsToTrigger>demo/clean"),
                List.of("git", ", discover_branches: true", "", "jenkins.plugins.git.traits.BranchDiscoveryTrait"),
                List.of("git", ", discover_tags: true", "", "jenkins.plugins.git.traits.TagDiscoveryTrait"),
                List.of("svn", ", includes: trunk", "", "<includes>trunk<"),
                List.of("svn", ", excludes: old", "", "<excludes>old<"),
                List.of("gitlab", ", server_name: intranet", "", "<serverName>intranet"),
                List.of("github", ", api_uri: 'https://h/api/v3'", "", "<apiUri>https://h/api/v3"),
                List.of("bitbucket_server", ", api_uri: 'https://h'", "", "<serverUrl>https://h<"));
        Stream<List<String>> credentials =
                MinimalBranchSpecs.types().stream().map(type -> List.of(type, ", credential_id: robot", "", "robot"));
        Stream<List<String>> cloned = Stream.of("git", "github", "gitlab", "bitbucket_server")
                .flatMap(type -> Stream.of(
                        List.of(type, ", regex_filter: main", "", "<regex>main"),
                        List.of(type, ", git_clone_option: {shallow: true}", "", "<shallow>true"),
                        List.of(type, ", git_clone_option: {depth: 7}", "", "<depth>7"),
                        List.of(type, ", git_clone_option: {timeout: 7}", "", "<timeout>7")));
        Stream<List<String>> hosted = Stream.of("github", "gitlab", "bitbucket_server")
                .flatMap(type -> Stream.of(
                        List.of(type, ", discover_branches: 3", "", "BranchDiscoveryTrait"),
                        List.of(type, ", discover_pr_from_origin: 3", "", "RequestDiscoveryTrait"),
                        List.of(type, ", discover_pr_from_forks: {strategy: 3, trust: 3}", "", "DiscoveryTrait$Trust"),
                        List.of(type, ", discover_tags: true", "", "TagDiscoveryTrait")));
        return Stream.of(common, credentials, cloned, hosted).flatMap(fields -> fields);
    }
}
