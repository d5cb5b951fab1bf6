package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.json.StageDocumentConverter;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import java.util.Optional;

/**
 * Reads the stages of a run. While its build runs, that is what the build does now. Afterwards, or if another controller
 * has the build, that is what was stored.
 */
final class StageReader {
    private final RunDetailReader builds;
    private final StoredRunReader stored;
    private final ObjectMapper json = new ObjectMapper();

    StageReader(RunDetailReader builds, StoredRunReader stored) {
        this.builds = builds;
        this.stored = stored;
    }

    /** @return a new array, which the caller may change; empty if nothing is known */
    JsonNode read(PipelineRun run) {
        return live(run).orElseGet(() -> parse(stored.stages(run).orElse("")));
    }

    private Optional<JsonNode> live(PipelineRun run) {
        if (run.getStatus().hasEnded() || !PipelineRuns.namesValidPipeline(run)) {
            return Optional.empty();
        }
        return builds.graph(PipelineRuns.jobOfBuild(run), PipelineRuns.ref(run))
                .map(graph -> json.valueToTree(StageDocumentConverter.convert(graph)));
    }

    private JsonNode parse(String text) {
        try {
            JsonNode stages = json.readTree(text);
            return stages != null && stages.isArray() ? stages : json.createArrayNode();
        } catch (JsonProcessingException e) {
            // Somebody else stored something else.
            return json.createArrayNode();
        }
    }
}
