package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;

/** Finds the objects that the path of a request names. Each method throws 404 if there is no such object. */
public final class PathObjects {
    public static final String WORKSPACE = "workspace";
    public static final String NAMESPACE = "namespace";
    public static final String PIPELINE = "pipeline";
    public static final String RUN = "run";
    /** Number of a build. */
    public static final String BUILD = "build";

    public static final String BRANCH = "branch";
    public static final String CREDENTIAL = "credential";
    public static final String TEMPLATE = "template";
    public static final String REPOSITORY = "repository";

    private final ClusterConnection cluster;

    public PathObjects(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /** The project whose namespace the path names. */
    public DevOpsProject project(KapisRequest request) {
        return find(DevOpsProject.class, request.segment(NAMESPACE));
    }

    public Pipeline pipeline(KapisRequest request) {
        return find(Pipeline.class, request, PIPELINE);
    }

    public PipelineRun run(KapisRequest request) {
        return find(PipelineRun.class, request, RUN);
    }

    public GitRepository gitRepository(KapisRequest request) {
        return find(GitRepository.class, request, REPOSITORY);
    }

    public Template template(KapisRequest request) {
        return find(Template.class, request, TEMPLATE);
    }

    public ClusterTemplate clusterTemplate(KapisRequest request) {
        return find(ClusterTemplate.class, request.segment(TEMPLATE));
    }

    public ClusterStepTemplate clusterStepTemplate(KapisRequest request) {
        return find(ClusterStepTemplate.class, request.segment(TEMPLATE));
    }

    /** A credential of a project, without its secret values. */
    public Secret credential(KapisRequest request) {
        project(request);
        return find(Secret.class, request, CREDENTIAL);
    }

    private <T extends HasMetadata> T find(Class<T> kind, KapisRequest request, String segment) {
        String name = request.segment(segment);
        return cluster.find(kind, request.segment(NAMESPACE), name).orElseThrow(() -> notFound(kind, name));
    }

    private <T extends HasMetadata> T find(Class<T> kind, String name) {
        return cluster.find(kind, name).orElseThrow(() -> notFound(kind, name));
    }

    /** 404 for an object of a kind. */
    public static KapisException notFound(Class<? extends HasMetadata> kind, String name) {
        return KapisException.notFound(HasMetadata.getFullResourceName(kind) + " \"" + name + "\" not found");
    }
}
