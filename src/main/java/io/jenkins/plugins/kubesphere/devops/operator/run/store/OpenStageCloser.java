package io.jenkins.plugins.kubesphere.devops.operator.run.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.engine.graph.NodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.NodeStatus.State;
import java.util.Set;

/**
 * Ends the stored stages of a build that has ended, if the engine does not know its stages any more. Otherwise
 * consoles would show a stage that runs for ever.
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

    private static void close(JsonNode stageOrStep, String result) {
        String state = stageOrStep.path("state").asText("");
        if (stageOrStep instanceof ObjectNode open && !ENDED.contains(state)) {
            boolean started = !state.isEmpty();
            open.put("state", (started ? State.FINISHED : State.SKIPPED).name());
            open.put("result", started ? result : NodeStatus.Result.NOT_BUILT.name());
            open.remove("input");
            open.remove("causeOfBlockage");
        }
    }
}
