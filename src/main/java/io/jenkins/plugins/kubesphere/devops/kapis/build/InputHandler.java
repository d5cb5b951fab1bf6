package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunFactory;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunFactory.RunRequestParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.run.VisibleStageReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers what the step of a build asks, in the name of the caller. Only the controller that has the build can. Jenkins itself
 * checks whether the caller is one of the submitters.
 */
public final class InputHandler {
    private final BuildFinder builds;
    private final VisibleStageReader stages;
    private final RunEngine engine;

    /**
     * An answer.
     *
     * @param id of the question; if it is missing, the question that the step asks now is answered
     * @param abort whether the build ends
     * @param parameters values for the parameters of the question; those that are missing get their defaults
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record InputBody(String id, Boolean abort, List<RunRequestParameter> parameters) {
        public InputBody {
            parameters = NullSafeCopies.copyOf(parameters);
        }
    }

    public InputHandler(ClusterConnection cluster, VisibleStageReader stages, RunEngine engine) {
        this.builds = new BuildFinder(cluster);
        this.stages = stages;
        this.engine = engine;
    }

    public Reply answer(KapisRequest request) {
        InputBody body = request.body().read(InputBody.class);
        PipelineRun run = builds.find(request);
        JsonNode step = findStep(request, run);
        String asked = step.path("input").path("id").asText();
        if (!step.path("state").asText().equals("PAUSED") || asked.isEmpty()) {
            return refuse("the step '" + step.path("displayName").asText() + "' is not approvable");
        }
        if (body.id() != null && !body.id().equals(asked)) {
            throw KapisException.badRequest("the step asks \"" + asked + "\", and the answer is for \"" + body.id()
                    + "\"; send {\"id\": \"" + asked + "\"}");
        }
        boolean isProceed = !Boolean.TRUE.equals(body.abort());
        try {
            engine.answer(
                    PipelineRuns.jobOfBuild(run),
                    PipelineRuns.ref(run),
                    asked,
                    new InputAnswer(isProceed, values(body), Optional.of(user(request.caller()))));
        } catch (EngineRefusalException e) {
            return refuse(e);
        }
        return Reply.empty();
    }

    private JsonNode findStep(KapisRequest request, PipelineRun run) {
        JsonNode stage = BuildNodeHandler.find(
                stages.read(request.caller(), run).tree(), request.segment(BuildNodeHandler.NODE));
        String id = request.segment(BuildNodeHandler.STEP);
        for (JsonNode step : stage.path("steps")) {
            if (step.path("id").asText().equals(id)) {
                return step;
            }
        }
        throw KapisException.notFound("the stage has no step with the id \"" + id + "\"; list its steps for their ids");
    }

    private static Map<String, String> values(InputBody body) {
        Map<String, String> values = new LinkedHashMap<>();
        for (PipelineRunParameter parameter : RunFactory.parameters(body.parameters())) {
            values.put(parameter.name(), parameter.value());
        }
        return values;
    }

    private static InputAnswer.User user(Caller caller) {
        return new InputAnswer.User(caller.name(), Set.copyOf(caller.groups()));
    }

    private static Reply refuse(EngineRefusalException refusal) {
        return switch (refusal.reason()) {
            case NOT_SUBMITTER -> refuse("you have no permission to approve this step");
            case NO_SUCH_INPUT -> throw KapisException.conflict(refusal.getMessage());
            default -> throw KapisException.badRequest(refusal.getMessage());
        };
    }

    /** The status that the console looks for, with the body that scripts look for. */
    private static Reply refuse(String message) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("allow", "false");
        body.put("message", message);
        return (response, json) ->
                Reply.text(400, json.writeValueAsString(body)).send(response, json);
    }
}
