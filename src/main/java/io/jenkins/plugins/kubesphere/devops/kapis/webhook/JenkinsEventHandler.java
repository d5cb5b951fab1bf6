package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;

/**
 * Accepts the events that the Jenkins of ks-devops sends, and ignores them: here, builds get their PipelineRuns without
 * events.
 */
public final class JenkinsEventHandler {
    public Reply receive(KapisRequest request) {
        request.body().discard();
        return Reply.empty();
    }
}
