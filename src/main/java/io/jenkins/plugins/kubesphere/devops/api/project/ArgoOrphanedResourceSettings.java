package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * What happens with resources that belong to no application.
 *
 * @param warn whether applications get a warning; null means no
 * @param ignore resources that do not count as orphaned; never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoOrphanedResourceSettings(
        Boolean warn,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ArgoIgnoredResource> ignore) {

    public ArgoOrphanedResourceSettings {
        ignore = NullSafeCopies.copyOf(ignore);
    }
}
