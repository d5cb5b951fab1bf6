package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import io.jenkins.plugins.kubesphere.devops.api.json.InputDocument;
import java.util.Map;

/**
 * A step, as Blue Ocean describes it.
 *
 * @param approvable whether the caller may answer what the step asks
 * @param misspelledApprovable the same: ks-devops spells it so in v1alpha2, and clients look for it
 * @param startTime in the form of {@link BuildDocument}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BuildStepDocument(
        @JsonProperty("_class") String blueOceanClass,
        @JsonProperty("_links") Map<String, Link> links,
        boolean approvable,
        @JsonProperty("aprovable") boolean misspelledApprovable,
        String displayDescription,
        String displayName,
        long durationInMillis,
        String id,
        InputDocument input,
        String result,
        String startTime,
        String state,
        String type) {
    public BuildStepDocument {
        links = NullSafeCopies.copyOf(links);
    }
}
