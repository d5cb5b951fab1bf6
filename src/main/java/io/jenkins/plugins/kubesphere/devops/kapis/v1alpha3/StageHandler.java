package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;

/** Answers requests for the stages and steps of a run. */
final class StageHandler {
    private static final String APPROVABLE = "approvable";
    private static final String INPUT = "input";

    private final PathObjects objects;
    private final StageReader reader;
    private final InputRights rights;

    StageHandler(ClusterConnection cluster, StageReader reader, InputRights rights) {
        this.objects = new PathObjects(cluster);
        this.reader = reader;
        this.rights = rights;
    }

    /** A step that waits for a person is marked for those who may answer it. */
    Reply list(KapisRequest request) {
        PipelineRun run = objects.run(request);
        JsonNode stages = reader.read(run);
        for (JsonNode stage : stages) {
            for (JsonNode step : stage.path("steps")) {
                if (step instanceof ObjectNode object
                        && step.path("state").asText().equals("PAUSED")
                        && step.has(INPUT)
                        && rights.mayAnswer(
                                request.caller(),
                                run,
                                step.path(INPUT).path("submitter").asText())) {
                    object.put(APPROVABLE, true);
                }
            }
        }
        return Reply.json(stages);
    }
}
