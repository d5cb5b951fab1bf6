package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import org.junit.jupiter.api.Test;

class MultiBranchJobTest {
    private final MultiBranchJob jobs = new MultiBranchJob(plugin -> true);

    @Test
    void isLeftAloneOnceItIsRight() {
        var request = Requests.of(Serialization.unmarshal("""
                metadata: {namespace: demo, name: web, uid: uid-1}
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline:
                    name: web
                    description: about
                    source_type: git
                    script_path: ci/Jenkinsfile
                    discarder: {num_to_keep: "5"}
                    timer_trigger: {interval: "900000"}
                    git_source:
                      url: https://git.example.com/web.git
                      credential_id: robot
                      discover_branches: true
                      discover_tags: true
                      regex_filter: main|feat/.*
                      git_clone_option: {shallow: true, depth: 3, timeout: 20}
                """, Pipeline.class));
        JobDocument made = jobs.create(request);
        assertThat(jobs.update(request, made.xml()).changed()).isFalse();
    }
}
