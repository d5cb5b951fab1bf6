package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import java.util.Map;
import java.util.Set;

/** Multi-branch specs with only the fields that each type of source requires. */
final class MinimalBranchSpecs {
    private static final Map<String, String> MINIMAL_YAML = Map.of(
            "git", "source_type: git\ngit_source: {url: 'https://h/r'",
            "github", "source_type: github\ngithub_source: {owner: a, repo: b, accept_jenkins_notification: true",
            "gitlab", "source_type: gitlab\ngitlab_source: {owner: a, repo: b, accept_jenkins_notification: true",
            "bitbucket_server",
                    "source_type: bitbucket_server\nbitbucket_server_source:"
                            + " {owner: a, repo: b, accept_jenkins_notification: true",
            "svn", "source_type: svn\nsvn_source: {remote: 'https://h/r'",
            "single_svn", "source_type: single_svn\nsingle_svn_source: {remote: 'https://h/r'");

    private MinimalBranchSpecs() {}

    static Set<String> types() {
        return MINIMAL_YAML.keySet();
    }

    /** Returns the YAML of a minimal spec without the closing brace of the source, so that fields can be added. */
    static String yaml(String type) {
        return MINIMAL_YAML.get(type);
    }

    /** @param fields more fields of the source, each after a comma */
    static JobRequest request(String type, String fields) {
        return JobRequests.branches(yaml(type) + fields + "}\n");
    }
}
