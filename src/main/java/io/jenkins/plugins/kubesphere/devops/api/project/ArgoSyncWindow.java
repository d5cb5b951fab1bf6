package io.jenkins.plugins.kubesphere.devops.api.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * A recurring period in which applications may, or may not, be synchronised. Lists are never null.
 *
 * @param kind {@code allow} or {@code deny}
 * @param schedule start of the period, a cron expression of five fields
 * @param duration length of the period, for example {@code 30m}
 * @param timeZone time zone of the schedule; null means UTC
 * @param manualSync whether a person may synchronise in spite of the window; null means no
 * @param applications names of applications, wildcards allowed
 * @param namespaces target namespaces, wildcards allowed
 * @param clusters target clusters, wildcards allowed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArgoSyncWindow(
        String kind,
        String schedule,
        String duration,
        String timeZone,
        Boolean manualSync,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> applications,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> namespaces,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> clusters) {

    public ArgoSyncWindow {
        applications = NullSafeCopies.copyOf(applications);
        namespaces = NullSafeCopies.copyOf(namespaces);
        clusters = NullSafeCopies.copyOf(clusters);
    }
}
