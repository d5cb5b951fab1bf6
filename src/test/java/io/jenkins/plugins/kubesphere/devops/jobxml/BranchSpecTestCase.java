package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;

/** Renders jobs of multi-branch specs with all plugins present, or asserts that a spec is refused. */
abstract class BranchSpecTestCase {
    static final String AT = "Pipeline demo/web: spec.multi_branch_pipeline.";
    static final String GIT = "source_type: git\ngit_source: {url: https://git.example.com/web.git}\n";

    final MultiBranchJobRenderer jobs = new MultiBranchJobRenderer(plugin -> true);

    static JobRequest requestWithHostedSource(String type, String fields) {
        return JobRequests.branches("source_type: " + type + "\n" + type + "_source: {" + fields + "}");
    }

    final void assertRefused(JobRequest request, String message) {
        assertRefused(jobs, request, message);
    }

    static void assertRefused(MultiBranchJobRenderer renderer, JobRequest request, String message) {
        assertThatThrownBy(() -> renderer.create(request))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.INVALID_SPEC))
                .hasMessage(message);
    }
}
