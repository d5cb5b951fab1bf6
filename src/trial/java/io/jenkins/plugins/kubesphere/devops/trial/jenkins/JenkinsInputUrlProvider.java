package io.jenkins.plugins.kubesphere.devops.trial.jenkins;

import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import io.jenkins.plugins.kubesphere.devops.trial.runs.InputResponder;
import java.net.URI;

/**
 * Tells the user on which page of Jenkins an input can be answered. A trial cannot answer it, because that needs a
 * login.
 *
 * @param url root URL of Jenkins
 */
public record JenkinsInputUrlProvider(URI url) implements InputResponder {
    /** Returns the URL of the input on the page of the build. The user must be logged in to answer it. */
    @Override
    public String describeHowToAnswer(PipelineRun run) {
        String number = MetadataReader.annotation(run, RunAnnotations.RUN_ID).orElse("lastBuild");
        return url + JenkinsHttpClient.urlPath(PipelineRuns.jobOfBuild(run)) + number + "/input/";
    }

    @Override
    public String answer(PipelineRun run, boolean proceed) {
        throw new IllegalStateException("answer the input on the page of Jenkins: " + describeHowToAnswer(run));
    }
}
