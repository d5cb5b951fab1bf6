package io.jenkins.plugins.kubesphere.devops.kapis.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the stages of a run, and marks the steps that wait for a person for those who may answer them. */
public final class VisibleStageReader {
    private static final String APPROVABLE = "approvable";
    private static final String INPUT = "input";
    /** A document in an object of the cluster may have spaces, because a person may have edited it. */
    private static final Pattern INPUT_FIELD = Pattern.compile("\"" + INPUT + "\"\\s*:\\s*[{]");

    private final RunDocumentReader documents;
    private final InputRights rights;

    public VisibleStageReader(RunDocumentReader documents, InputRights rights) {
        this.documents = documents;
        this.rights = rights;
    }

    public VisibleStages read(Caller caller, PipelineRun run) {
        VersionedText stages = documents.stages(run);
        EntityTag.Builder tag =
                EntityTag.builder().add(run.getMetadata().getUid()).add(stages.version());
        // Most documents ask nothing, and are not parsed.
        if (!mayAskForInput(stages.text())) {
            return new VisibleStages(stages.text(), Optional.empty(), tag.build());
        }
        JsonNode tree = VisibleStages.parse(stages.text());
        for (ObjectNode step : pausedSteps(tree)) {
            String submitters = step.path(INPUT).path("submitter").asText();
            if (rights.mayAnswer(caller, run, submitters)) {
                step.put(APPROVABLE, true);
                tag.add(step.path("id").asText());
            }
        }
        return new VisibleStages(stages.text(), Optional.of(tree), tag.build());
    }

    static boolean mayAskForInput(String stages) {
        return INPUT_FIELD.matcher(stages).find();
    }

    private static List<ObjectNode> pausedSteps(JsonNode stages) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode stage : stages) {
            for (JsonNode step : stage.path("steps")) {
                if (step instanceof ObjectNode object
                        && step.path("state").asText().equals("PAUSED")
                        && step.has(INPUT)) {
                    found.add(object);
                }
            }
        }
        return found;
    }
}
