package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;

/** Finds the objects that the path of a request names. Each method throws 404 if there is no such object. */
final class PathObjects {
    static final String WORKSPACE = "workspace";
    static final String NAMESPACE = "namespace";
    static final String PIPELINE = "pipeline";
    static final String RUN = "run";
    static final String BRANCH = "branch";

    private final ClusterConnection cluster;

    PathObjects(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /** The project whose namespace the path names. */
    DevOpsProject project(KapisRequest request) {
        String name = request.segment(NAMESPACE);
        return cluster.project(name).orElseThrow(() -> notFound("devopsprojects", name));
    }

    Pipeline pipeline(KapisRequest request) {
        String name = request.segment(PIPELINE);
        return cluster.pipeline(request.segment(NAMESPACE), name).orElseThrow(() -> notFound("pipelines", name));
    }

    PipelineRun run(KapisRequest request) {
        String name = request.segment(RUN);
        return cluster.run(request.segment(NAMESPACE), name).orElseThrow(() -> notFound("pipelineruns", name));
    }

    static KapisException notFound(String resource, String name) {
        return KapisException.notFound(resource + ".devops.kubesphere.io \"" + name + "\" not found");
    }
}
