package io.jenkins.plugins.kubesphere.devops.kapis.build;

import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The paths of a pipeline, or of one of its branches. Clients add the name of a resource.
 *
 * @param self with a slash at the end
 */
public record PipelinePath(String self) {
    /** The paths of a pipeline. */
    public static PipelinePath of(String project, String pipeline) {
        return new PipelinePath(
                "/kapis/" + ApiGroups.DEVOPS + "/v1alpha2/namespaces/" + project + "/pipelines/" + pipeline + "/");
    }

    /** Path of the list of branches. */
    public String branches() {
        return self + "branches/";
    }

    /** @param name as its job has it, such as {@code feat%2Fx} */
    public PipelinePath branch(String name) {
        return new PipelinePath(branches() + encode(name) + "/");
    }

    /** Path of the list of builds. */
    public String builds() {
        return self + "runs/";
    }

    /** Encodes a segment of a path. */
    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
