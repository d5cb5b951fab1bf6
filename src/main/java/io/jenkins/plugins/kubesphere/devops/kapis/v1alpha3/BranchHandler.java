package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListQuery;
import io.jenkins.plugins.kubesphere.devops.kapis.list.ListResult;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Answers requests for the branches of a multi-branch pipeline, from the annotation in which the operator keeps them.
 * Jenkins is not asked.
 */
final class BranchHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "name";

    private final PathObjects objects;

    BranchHandler(ClusterConnection cluster) {
        this.objects = new PathObjects(cluster);
    }

    Reply list(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        if (!PipelineTypes.MULTI_BRANCH.equals(pipeline.getSpec().type())) {
            throw KapisException.badRequest("invalid multi-branch Pipeline provided: \""
                    + pipeline.getMetadata().getName() + "\" has no branches");
        }
        String filter = request.query().find("filter").orElse("");
        List<JsonNode> found = branches(pipeline)
                .filter(branch -> switch (filter) {
                    case "origin" -> !isPullRequest(branch);
                    case "pull-requests" -> isPullRequest(branch);
                    default -> true;
                })
                .toList();
        return Reply.json(new ListResult<>(new ListQuery(request.query()).page(found), found.size()));
    }

    /** A branch has two names: that of its job, {@code feat%2Fx}, and its own. Clients send either. */
    Reply get(KapisRequest request) {
        String name = request.segment(PathObjects.BRANCH);
        return Reply.json(branches(objects.pipeline(request))
                .filter(branch -> name.equals(branch.path(NAME).asText())
                        || name.equals(branch.path("rawName").asText()))
                .findFirst()
                .orElseThrow(() -> KapisException.notFound("Branch " + name + " was not found")));
    }

    private static boolean isPullRequest(JsonNode branch) {
        return !branch.path("pullRequest").path("id").asText().isEmpty();
    }

    private static Stream<JsonNode> branches(Pipeline pipeline) {
        String text = MetadataReader.annotation(pipeline, PipelineAnnotations.BRANCHES)
                .orElse("");
        try {
            JsonNode branches = JSON.readTree(text);
            return branches != null && branches.isArray()
                    ? StreamSupport.stream(branches.spliterator(), false)
                    : Stream.empty();
        } catch (JsonProcessingException e) {
            // Somebody else wrote it; the operator writes it again at the next change.
            return Stream.empty();
        }
    }
}
