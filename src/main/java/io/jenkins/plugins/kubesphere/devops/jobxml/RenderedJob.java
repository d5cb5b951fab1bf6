package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import java.util.List;
import java.util.Objects;

/**
 * Holds the configuration that a job must have.
 *
 * @param xml the whole config.xml with its declaration, in XML 1.0 if its characters allow that; the given text if
 *     nothing changed
 * @param changed false if the job already has this configuration, so that nothing needs to be written
 * @param conflicts fields that the Jenkinsfile or a person set too, and for which the value of the spec takes
 *     precedence: {@code discarder}, {@code parameters/WHO} and so on, each once, in the order of the spec. A field of
 *     a Jenkinsfile is listed as long as the Jenkinsfile declares it; a field that a person set is listed once, when it
 *     is replaced
 * @param driftBefore how the job differed from the spec before this change; without the fields in {@code conflicts}
 */
public record RenderedJob(String xml, boolean changed, List<String> conflicts, Drift driftBefore) {
    public RenderedJob {
        Objects.requireNonNull(xml);
        Objects.requireNonNull(driftBefore);
        conflicts = List.copyOf(conflicts);
    }

    /** Omits {@code driftBefore}, and the document: it contains tokens, and this text may be written to a log. */
    @Override
    public String toString() {
        return "RenderedJob[changed=" + changed + ", conflicts=" + conflicts + "]";
    }
}
