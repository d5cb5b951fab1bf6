package io.jenkins.plugins.kubesphere.devops.kapis.build;

import static io.jenkins.plugins.kubesphere.devops.kapis.build.PipelinePath.encode;

import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.resource.PipelineRuns;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The paths of the builds of a pipeline, or of one of its branches.
 *
 * @param builds path of the list, with a slash at the end
 */
record BuildPath(String builds) {
    /** The paths of the pipeline, or of the branch, that has the build of a run. */
    static BuildPath of(PipelineRun run) {
        JobName job = PipelineRuns.jobOfBuild(run);
        PipelinePath pipeline = PipelinePath.of(job.folder(), job.job());
        return new BuildPath((job.hasBranch() ? pipeline.branch(job.branch()) : pipeline).builds());
    }

    /** Clients add the name of a resource. */
    Map<String, Link> ofBuild(String number) {
        String self = builds + encode(number) + "/";
        return links("self", self, "nodes", self + "nodes/", "log", self + "log/", "artifacts", self + "artifacts/");
    }

    Map<String, Link> ofNode(String number, String node) {
        String self = builds + encode(number) + "/nodes/" + encode(node) + "/";
        return links("self", self, "steps", self + "steps/", "log", self + "log/");
    }

    Map<String, Link> ofStep(String number, String node, String step) {
        String self = builds + encode(number) + "/nodes/" + encode(node) + "/steps/" + encode(step) + "/";
        return links("self", self, "log", self + "log/");
    }

    private static Map<String, Link> links(String... namesAndPaths) {
        Map<String, Link> links = new LinkedHashMap<>();
        for (int i = 0; i < namesAndPaths.length; i += 2) {
            links.put(namesAndPaths[i], Link.to(namesAndPaths[i + 1]));
        }
        return links;
    }
}
