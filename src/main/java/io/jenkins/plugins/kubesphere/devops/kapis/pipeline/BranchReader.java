package io.jenkins.plugins.kubesphere.devops.kapis.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the branches of a multi-branch pipeline from the annotation in which the operator keeps them, as JSON of {@link
 * io.jenkins.plugins.kubesphere.devops.api.json.BranchMetadata}. Jenkins is not asked.
 */
public final class BranchReader {
    public static final RouteQueryParameter FILTER = RouteQueryParameter.text(
            "filter", "origin for branches alone, pull-requests for those alone; all otherwise");

    private static final ObjectMapper JSON = new ObjectMapper();

    private BranchReader() {}

    /**
     * All branches, tags and pull requests that a filter selects.
     *
     * @param filter as {@link #FILTER}
     * @throws KapisException 400 if the pipeline has no branches
     */
    public static List<JsonNode> list(Pipeline pipeline, String filter) {
        if (!PipelineTypes.isMultiBranch(pipeline.getSpec())) {
            throw KapisException.badRequest("invalid multi-branch Pipeline provided: \""
                    + pipeline.getMetadata().getName() + "\" has no branches");
        }
        return read(pipeline)
                .filter(branch -> switch (filter) {
                    case "origin" -> !isPullRequest(branch);
                    case "pull-requests" -> isPullRequest(branch);
                    default -> true;
                })
                .toList();
    }

    /**
     * One branch. It has two names: that of its job, {@code feat%2Fx}, and its own. Clients send either.
     *
     * @throws KapisException 404 if there is no such branch
     */
    public static JsonNode get(Pipeline pipeline, String name) {
        return read(pipeline)
                .filter(branch -> name.equals(branch.path("name").asText())
                        || name.equals(branch.path("rawName").asText()))
                .findFirst()
                .orElseThrow(() -> KapisException.notFound("Branch " + name + " was not found"));
    }

    private static boolean isPullRequest(JsonNode branch) {
        return !branch.path("pullRequest").path("id").asText().isEmpty();
    }

    private static Stream<JsonNode> read(Pipeline pipeline) {
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
