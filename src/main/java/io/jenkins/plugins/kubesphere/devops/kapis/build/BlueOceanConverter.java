package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.RunPhases;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunWithStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Converts the JSON of runs and stages, as ks-devops stores it, to that of Blue Ocean. The fields are the same; the form of
 * times is another, and each object has a class and links.
 */
public final class BlueOceanConverter {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of Blue Ocean's own classes for pipelines and builds. */
    public static final String PACKAGE = "io.jenkins.blueocean.rest.impl.pipeline.";

    private static final String RUN_CLASS = PACKAGE + "PipelineRunImpl";
    private static final String QUEUED_CLASS = "io.jenkins.blueocean.service.embedded.rest.QueuedBlueRun";
    private static final String NODE_CLASS = PACKAGE + "PipelineNodeImpl";
    private static final String STEP_CLASS = PACKAGE + "PipelineStepImpl";

    private static final String CLASS = "_class";
    private static final String LINKS = "_links";
    private static final String STEPS = "steps";
    private static final String APPROVABLE = "approvable";

    private BlueOceanConverter() {}

    /** Describes the build of a run. If it has no JSON, or not such JSON, the run itself says at least how it is. */
    static BuildDocument build(RunWithStatus known) {
        PipelineRun run = known.run();
        BuildPath path = BuildPath.of(run);
        return known.text().flatMap(text -> describe(run, text, path)).orElseGet(() -> describe(run, path));
    }

    private static Optional<BuildDocument> describe(PipelineRun run, String status, BuildPath path) {
        try {
            return JSON.readTree(status) instanceof ObjectNode object
                    ? Optional.of(complete(object, run, path))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Somebody else may have stored something else.
            return Optional.empty();
        }
    }

    private static BuildDocument describe(PipelineRun run, BuildPath path) {
        JobName job = PipelineRuns.jobOfBuild(run);
        ObjectNode object = JSON.createObjectNode()
                .put("organization", RunStatusDocument.ORGANIZATION)
                .put("pipeline", job.hasBranch() ? job.branch() : job.job())
                .put("startTime", run.getStatus().startTime())
                .put("endTime", run.getStatus().completionTime())
                .put("type", RunStatusDocument.TYPE)
                .put("state", state(run))
                .put("result", result(run));
        try {
            return complete(object, run, path);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was just made is not JSON of a build", e);
        }
    }

    private static String state(PipelineRun run) {
        if (run.getStatus().hasEnded()) {
            return "FINISHED";
        }
        return PipelineRuns.buildNumber(run) == 0 ? "QUEUED" : "RUNNING";
    }

    private static String result(PipelineRun run) {
        return switch (Objects.requireNonNullElse(run.getStatus().phase(), "")) {
            case RunPhases.SUCCEEDED -> "SUCCESS";
            case RunPhases.FAILED -> "FAILURE";
            case RunPhases.CANCELLED -> "ABORTED";
            default -> "UNKNOWN";
        };
    }

    private static BuildDocument complete(ObjectNode object, PipelineRun run, BuildPath path)
            throws JsonProcessingException {
        int number = PipelineRuns.buildNumber(run);
        BlueOceanTime.convert(object, "enQueueTime", "startTime", "endTime");
        object.path("changeSet").forEach(change -> BlueOceanTime.convert(change, "timestamp"));
        object.put(CLASS, number == 0 ? QUEUED_CLASS : RUN_CLASS)
                .put("pipelineRun", run.getMetadata().getName());
        if (number > 0) {
            object.put("id", Integer.toString(number));
            addLinks(object, path.ofBuild(Integer.toString(number)));
        }
        return JSON.treeToValue(object, BuildDocument.class);
    }

    /**
     * Describes the stages of a run.
     *
     * @param stages the JSON array of stages; a step that the caller may answer is marked
     */
    static List<BuildNodeDocument> nodes(PipelineRun run, JsonNode stages, String number, boolean withSteps) {
        BuildPath path = BuildPath.of(run);
        return objects(stages)
                .flatMap(stage -> {
                    String id = stage.path("id").asText();
                    ObjectNode node = stage.deepCopy();
                    BlueOceanTime.convert(node, "startTime");
                    node.put(CLASS, NODE_CLASS);
                    addLinks(node, path.ofNode(number, id));
                    node.set(STEPS, withSteps ? JSON.valueToTree(steps(run, stage, number)) : null);
                    return StoredJsonReader.read(node, BuildNodeDocument.class, name(run)).stream();
                })
                .toList();
    }

    /** Describes the steps of one of the stages. */
    static List<BuildStepDocument> steps(PipelineRun run, JsonNode stage, String number) {
        BuildPath path = BuildPath.of(run);
        String node = stage.path("id").asText();
        return objects(stage.path(STEPS))
                .flatMap(found -> {
                    ObjectNode step = found.deepCopy();
                    BlueOceanTime.convert(step, "startTime");
                    boolean approvable = step.path(APPROVABLE).asBoolean();
                    step.put(CLASS, STEP_CLASS).put(APPROVABLE, approvable).put("aprovable", approvable);
                    addLinks(step, path.ofStep(number, node, step.path("id").asText()));
                    return StoredJsonReader.read(step, BuildStepDocument.class, name(run)).stream();
                })
                .toList();
    }

    private static Stream<ObjectNode> objects(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    private static void addLinks(ObjectNode object, Map<String, Link> links) {
        object.set(LINKS, JSON.valueToTree(links));
    }

    private static String name(PipelineRun run) {
        return "the run " + run.getMetadata().getNamespace() + "/"
                + run.getMetadata().getName();
    }
}
