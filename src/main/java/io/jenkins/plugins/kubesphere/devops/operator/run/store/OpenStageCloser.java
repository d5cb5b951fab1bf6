package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesTime;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus.State;
import java.time.Instant;
import java.util.Set;

/**
 * Ends the stored documents of a run that has ended, if the engine does not know its build or its stages any more.
 * Otherwise consoles would show a stage that runs for ever.
 */
final class OpenStageCloser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED =
            Set.of(State.FINISHED.name(), State.SKIPPED.name(), State.NOT_BUILT.name());

    private OpenStageCloser() {}

    /**
     * Returns the stages with those ended that were open, and those skipped that had not started.
     *
     * @param stages the stored stages as JSON; returned unchanged if they cannot be read
     * @param result the result of the build, in a word of Blue Ocean
     */
    static String close(String stages, String result) {
        try {
            JsonNode all = JSON.readTree(stages);
            for (JsonNode stage : all) {
                close(stage, result);
                for (JsonNode step : stage.path("steps")) {
                    close(step, result);
                }
            }
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            return stages;
        }
    }

    /**
     * Returns the build with its end, if it had none.
     *
     * @param status the stored build as JSON; returned unchanged if it cannot be read
     * @param result the result of the build, in a word of Blue Ocean
     */
    static String closeBuild(String status, String result, Instant endedAt) {
        try {
            JsonNode build = JSON.readTree(status);
            if (build instanceof ObjectNode open
                    && !ENDED.contains(open.path("state").asText(""))) {
                open.put("state", State.FINISHED.name());
                open.put("result", result);
                open.put("endTime", KubernetesTime.format(endedAt));
                open.remove("causeOfBlockage");
                return JSON.writeValueAsString(open);
            }
            return status;
        } catch (JsonProcessingException e) {
            return status;
        }
    }

    private static void close(JsonNode stageOrStep, String result) {
        String state = stageOrStep.path("state").asText("");
        if (stageOrStep instanceof ObjectNode open && !ENDED.contains(state)) {
            boolean started = !state.isEmpty();
            open.put("state", (started ? State.FINISHED : State.SKIPPED).name());
            open.put("result", started ? result : FlowNodeStatus.Result.NOT_BUILT.name());
            open.remove("input");
            open.remove("causeOfBlockage");
        }
    }
}
