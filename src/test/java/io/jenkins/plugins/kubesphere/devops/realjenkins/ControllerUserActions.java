package io.jenkins.plugins.kubesphere.devops.realjenkins;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.realjenkins.BuildRecords.BuildRecord;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Changes the items of a controller as a person does: sends the requests that the buttons of its pages send. */
public final class ControllerUserActions implements UserActions {
    private final JenkinsController controller;
    private final JenkinsHttpClient http;

    public ControllerUserActions(JenkinsController controller) {
        this.controller = controller;
        this.http = controller.http();
    }

    @Override
    public void createFolder(String name) {
        create("", name, "com.cloudbees.hudson.plugins.folder.Folder");
    }

    @Override
    public void createJob(JobName job) {
        create("job/" + job.folder() + "/", job.job(), "org.jenkinsci.plugins.workflow.job.WorkflowJob");
    }

    private void create(String parent, String name, String mode) {
        http.post(parent + "createItem", Map.of("name", name, "mode", mode));
    }

    @Override
    public void disable(JobName job) {
        http.post(JenkinsHttpClient.urlPath(job) + "disable", Map.of());
    }

    @Override
    public void enable(JobName job) {
        http.post(JenkinsHttpClient.urlPath(job) + "enable", Map.of());
    }

    @Override
    public void deleteFolder(String name) {
        http.post("job/" + name + "/doDelete", Map.of());
    }

    @Override
    public void deleteJob(JobName job) {
        http.post(JenkinsHttpClient.urlPath(job) + "doDelete", Map.of());
    }

    @Override
    public void deleteBuild(JobName job, PipelineRunRef run) {
        for (BuildRecord build : controller.homeFolder().builds(job).readWithUid(run.uid())) {
            http.post(JenkinsHttpClient.urlPath(job) + build.number() + "/doDelete", Map.of());
        }
    }

    @Override
    public void cancel(JobName job, PipelineRunRef run) {
        int item = findQueueItemId(run).orElseThrow(() -> new AssertionError(run + " is not in the queue"));
        http.post("queue/cancelItem", Map.of("id", Integer.toString(item)));
    }

    /** Finds the queue item of a run by the text of its cause, which the queue page shows. */
    public OptionalInt findQueueItemId(PipelineRunRef run) {
        Pattern cause =
                Pattern.compile(Pattern.quote("PipelineRun " + run.namespace() + "/" + run.name()) + "(?![-.a-z0-9])");
        JsonNode items = http.getJson("queue", "items[id,actions[causes[shortDescription]]]")
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.findValuesAsText("shortDescription").stream()
                        .anyMatch(text -> cause.matcher(text).find()))
                .mapToInt(item -> item.path("id").asInt())
                .findFirst();
    }

    @Override
    public int countBuilds(JobName job) {
        return controller.homeFolder().builds(job).readAll().size();
    }
}
