package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.json.StageDocument.Edge;
import java.util.List;
import java.util.Map;

/**
 * A stage or a parallel branch, as Blue Ocean describes it. {@link
 * io.jenkins.plugins.kubesphere.devops.api.json.StageDocument} says more about the fields.
 *
 * @param startTime in the form of {@link BuildDocument}
 * @param steps left out where they are not asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BuildNodeDocument(
        @JsonProperty("_class") String blueOceanClass,
        @JsonProperty("_links") Map<String, Link> links,
        String causeOfBlockage,
        String displayName,
        long durationInMillis,
        List<Edge> edges,
        String firstParent,
        String id,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean restartable,
        String result,
        String startTime,
        String state,
        List<BuildStepDocument> steps,
        String type) {
    public BuildNodeDocument {
        links = NullSafeCopies.copyOf(links);
        edges = NullSafeCopies.copyOf(edges);
        steps = NullSafeCopies.copyOf(steps);
    }
}
