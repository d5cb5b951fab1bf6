package io.jenkins.plugins.kubesphere.devops.kapis.run;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import java.util.Objects;
import java.util.Optional;

/**
 * A run with the JSON of its build.
 *
 * @param status empty if nothing is known of the build
 */
public record RunWithStatus(PipelineRun run, Optional<VersionedText> status) {
    public RunWithStatus {
        Objects.requireNonNull(run);
        Objects.requireNonNull(status);
    }

    /** Changes with the status; empty without one. */
    public String version() {
        return status.map(VersionedText::version).orElse("");
    }

    /** The JSON; empty without one. */
    public Optional<String> text() {
        return status.map(VersionedText::text);
    }
}
