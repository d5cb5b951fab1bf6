package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.json.RunStatusDocument;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BlueOceanConverter;
import io.jenkins.plugins.kubesphere.devops.kapis.build.BlueOceanTime;
import io.jenkins.plugins.kubesphere.devops.kapis.build.Link;
import io.jenkins.plugins.kubesphere.devops.kapis.build.PipelinePath;
import io.jenkins.plugins.kubesphere.devops.kapis.build.StoredJsonReader;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectTags;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers requests for pipelines and branches in the JSON of Blue Ocean, from what the operator keeps in annotations. */
public final class PipelineDocumentHandler {
    public static final RouteQueryParameter CHECK =
            RouteQueryParameter.flag("check", "Whether the answer is only if the name is taken: {\"exist\": true}");
    public static final RouteQueryParameter START =
            RouteQueryParameter.number("start", 0, "How many branches are left out");
    public static final RouteQueryParameter LIMIT =
            RouteQueryParameter.number("limit", 0, "How many branches are shown; all, if nothing is said");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FULL_SCORE = 100;

    private final ClusterConnection cluster;
    private final PathObjects objects;

    public PipelineDocumentHandler(ClusterConnection cluster) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
    }

    public Reply get(KapisRequest request) {
        if (request.query().isTrue(CHECK.name(), false)) {
            boolean exists = cluster.find(
                            Pipeline.class,
                            request.segment(PathObjects.NAMESPACE),
                            request.segment(PathObjects.PIPELINE))
                    .isPresent();
            return Reply.json(Map.of("exist", exists));
        }
        Pipeline pipeline = objects.pipeline(request);
        return new VersionedReply(
                ObjectTags.of(request.caller(), pipeline).build(), () -> describe(pipeline, Map.of()));
    }

    /** As ks-devops describes a pipeline that was searched. */
    static PipelineDocument describeWithAnnotations(Pipeline pipeline) {
        return describe(pipeline, MetadataReader.annotations(pipeline));
    }

    private static PipelineDocument describe(Pipeline pipeline, Map<String, String> annotations) {
        String name = pipeline.getMetadata().getName();
        boolean hasBranches = PipelineTypes.isMultiBranch(pipeline.getSpec());
        ObjectNode object = metadata(pipeline);
        addNames(object, pipeline.getMetadata().getNamespace() + "/" + name, name, name);
        object.put("_class", BlueOceanConverter.PACKAGE + (hasBranches ? "MultiBranchPipelineImpl" : "PipelineImpl"));
        if (!object.has("weatherScore")) {
            object.put("weatherScore", FULL_SCORE);
        }
        object.set("annotations", JSON.valueToTree(annotations));
        PipelinePath path = path(pipeline);
        object.set(
                "_links",
                JSON.valueToTree(
                        hasBranches
                                ? Map.of("self", Link.to(path.self()), "branches", Link.to(path.branches()))
                                : Map.of("self", Link.to(path.self()), "runs", Link.to(path.builds()))));
        // The annotation has the form: otherwise it was left out before.
        return read(object, PipelineDocument.class, pipeline).orElseThrow();
    }

    /** Somebody else may have written something else. */
    private static ObjectNode metadata(Pipeline pipeline) {
        String text = MetadataReader.annotation(pipeline, PipelineAnnotations.METADATA)
                .orElse("{}");
        try {
            if (JSON.readTree(text) instanceof ObjectNode found) {
                JSON.treeToValue(found, PipelineDocument.class);
                return found;
            }
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
        return JSON.createObjectNode();
    }

    /** A bare array, as ks-devops has it. */
    public Reply listBranches(KapisRequest request) {
        long start = request.query().number(START.name(), 0, 0);
        long limit = request.query().number(LIMIT.name(), Long.MAX_VALUE, 0);
        String filter = request.query().find(BranchReader.FILTER.name()).orElse("");
        Pipeline pipeline = objects.pipeline(request);
        List<JsonNode> branches = BranchReader.list(pipeline, filter);
        return new VersionedReply(
                ObjectTags.of(request.caller(), pipeline)
                        .add(start)
                        .add(limit)
                        .add(filter)
                        .build(),
                () -> branches.stream()
                        .skip(start)
                        .limit(limit)
                        .flatMap(branch -> describe(pipeline, branch).stream())
                        .toList());
    }

    public Reply getBranch(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        JsonNode branch = BranchReader.get(pipeline, request.segment(PathObjects.BRANCH));
        return new VersionedReply(
                ObjectTags.of(request.caller(), pipeline)
                        .add(branch.path("name").asText())
                        .build(),
                () -> describe(pipeline, branch).orElseThrow(() -> unreadable(pipeline, branch)));
    }

    private static Optional<BranchDocument> describe(Pipeline pipeline, JsonNode branch) {
        if (!branch.isObject()) {
            return Optional.empty();
        }
        ObjectNode object = branch.deepCopy();
        String name = branch.path("name").asText();
        String shown = branch.path("rawName").asText(name);
        String parent = pipeline.getMetadata().getNamespace() + "/"
                + pipeline.getMetadata().getName();
        addNames(object, parent + "/" + name, name, shown);
        object.put("_class", BlueOceanConverter.PACKAGE + "BranchImpl");
        BlueOceanTime.convert(object.path("latestRun"), "startTime", "endTime");
        PipelinePath path = path(pipeline).branch(name);
        object.set("_links", JSON.valueToTree(Map.of("self", Link.to(path.self()), "runs", Link.to(path.builds()))));
        return read(object, BranchDocument.class, pipeline);
    }

    private static void addNames(ObjectNode object, String fullName, String name, String shown) {
        object.put("name", name)
                .put("fullName", fullName)
                .put("displayName", shown)
                .put("fullDisplayName", fullName)
                .put("organization", RunStatusDocument.ORGANIZATION);
    }

    private static KapisException unreadable(Pipeline pipeline, JsonNode branch) {
        return KapisException.notFound("Branch " + branch.path("name").asText() + " was not found: the annotation "
                + PipelineAnnotations.BRANCHES + " of the pipeline "
                + pipeline.getMetadata().getName() + " has something else; the next scan writes it again");
    }

    private static PipelinePath path(Pipeline pipeline) {
        return PipelinePath.of(
                pipeline.getMetadata().getNamespace(), pipeline.getMetadata().getName());
    }

    private static <T> Optional<T> read(ObjectNode object, Class<T> type, Pipeline pipeline) {
        return StoredJsonReader.read(
                object,
                type,
                "the pipeline " + pipeline.getMetadata().getNamespace() + "/"
                        + pipeline.getMetadata().getName());
    }
}
