package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import java.util.List;
import java.util.Objects;

/**
 * A job's configuration as it shall be.
 *
 * @param xml the whole config.xml with its declaration, XML 1.0 wherever that can say it; the text that was given if nothing changed
 * @param changed false if the job is as it shall be already, so that nothing needs to be written
 * @param overruled fields of the spec that the Jenkinsfile or a person set as well, and that the job now has from the
 *     spec: {@code discarder}, {@code parameters/WHO} and so on, in the order of the spec, each once. What a Jenkinsfile
 *     declares is named for as long as it does; what a person had set is named when it is replaced
 * @param found how the job was before; nothing that is overruled
 */
public record JobDocument(String xml, boolean changed, List<String> overruled, Drift found) {
    public JobDocument {
        Objects.requireNonNull(xml);
        Objects.requireNonNull(found);
        overruled = List.copyOf(overruled);
    }

    /** Leaves the document out: it holds tokens, and objects like this one end up in logs. */
    @Override
    public String toString() {
        return "JobDocument[changed=" + changed + ", overruled=" + overruled + "]";
    }
}
