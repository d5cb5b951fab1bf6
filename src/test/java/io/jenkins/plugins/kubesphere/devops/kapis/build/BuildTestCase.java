package io.jenkins.plugins.kubesphere.devops.kapis.build;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A pipeline without branches and one with branches, whose runs have builds. */
abstract class BuildTestCase extends KapisProjectTestCase {
    static final String WEB_STATUS = """
            {"causes":[{"shortDescription":"Started by run web-x"}],"changeSet":[],"durationInMillis":3000,
             "enQueueTime":"2026-11-21T08:00:00Z","startTime":"2026-11-21T08:00:01Z","endTime":"2026-11-21T08:00:04Z",
             "estimatedDurationInMillis":3000,"id":"7","organization":"jenkins","pipeline":"web","replayable":true,
             "queueId":"12","result":"SUCCESS","runSummary":"stable","state":"FINISHED","type":"WorkflowRun"}""";
    static final String WEB_STAGES = """
            [{"displayName":"Build","durationInMillis":980,"edges":[{"id":"12","type":"STAGE"}],"id":"6",
              "restartable":true,"result":"SUCCESS","startTime":"2026-11-21T08:00:01Z","state":"FINISHED","type":"STAGE",
              "steps":[{"displayDescription":"make","displayName":"Shell Script","durationInMillis":537,"id":"8",
                        "result":"SUCCESS","startTime":"2026-11-21T08:00:02Z","state":"FINISHED","type":"STEP"}]},
             {"displayName":"Ask","durationInMillis":20,"firstParent":"6","id":"12","result":"UNKNOWN",
              "startTime":"2026-11-21T08:00:03Z","state":"PAUSED","type":"STAGE",
              "steps":[{"displayName":"Wait for interactive input","durationInMillis":10,"id":"14","result":"UNKNOWN",
                        "input":{"id":"go","message":"Go on?","ok":"Proceed","parameters":[]},
                        "startTime":"2026-11-21T08:00:03Z","state":"PAUSED","type":"STEP"}]}]""";

    /** Path of the pipeline without branches in v1alpha2, without a slash at the end. */
    protected String web;
    /** Path of the pipeline with branches in v1alpha2, without a slash at the end. */
    protected String branches;

    @BeforeEach
    void createPipelines() {
        web = "/kapis/devops.kubesphere.io/v1alpha2" + project + "/pipelines/web";
        branches = "/kapis/devops.kubesphere.io/v1alpha2" + project + "/pipelines/branches";
        create("""
                {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}""");
        create("""
                {"metadata": {"name": "branches"}, "spec": {"type": "multi-branch-pipeline", "multi_branch_pipeline":
                 {"name": "branches", "source_type": "git", "script_path": "Jenkinsfile", "git_source": {"url": "https://git.example.com/a.git"}}}}""");
        for (String name : new String[] {"web", "branches"}) {
            await(name).until(() -> kapis.get(project + "/pipelines/" + name).status() == 200);
        }
    }

    private void create(String pipeline) {
        Answer created = kapis.send("POST", project + "/pipelines", pipeline);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
    }

    /**
     * Creates a run with a build.
     *
     * @param request pipeline and query, for example {@code web} or {@code branches?branch=main}
     * @param annotations what is stored of it
     * @return the name of the run
     */
    protected String createRun(String request, int number, Map<String, String> annotations) {
        String[] parts = request.split("\\?", 2);
        Answer created = kapis.send(
                "POST",
                project + "/pipelines/" + parts[0] + "/pipelineruns" + (parts.length > 1 ? "?" + parts[1] : ""),
                null);
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        String name = created.json().at("/metadata/name").asText();
        client.resources(PipelineRun.class)
                .inNamespace(namespace)
                .withName(name)
                .edit(found -> {
                    found.getMetadata().getAnnotations().putAll(annotations);
                    found.getMetadata().getAnnotations().put(RunAnnotations.RUN_ID, Integer.toString(number));
                    found.getMetadata()
                            .getAnnotations()
                            .put(RunAnnotations.CLAIMED_UID, found.getMetadata().getUid());
                    return found;
                });
        await("the number of the run").until(() -> kapis.get(project + "/pipelineruns/" + name)
                .body()
                .contains("\"" + RunAnnotations.RUN_ID + "\":\"" + number + "\""));
        return name;
    }
}
