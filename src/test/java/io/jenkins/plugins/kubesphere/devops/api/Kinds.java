package io.jenkins.plugins.kubesphere.devops.api;

import io.jenkins.plugins.kubesphere.devops.api.gitops.Application;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import java.util.List;

/** All kinds that have a Java type. */
final class Kinds {
    static final List<Class<? extends DevOpsResource<?, ?>>> ALL = List.of(
            DevOpsProject.class,
            Pipeline.class,
            PipelineRun.class,
            Template.class,
            ClusterTemplate.class,
            ClusterStepTemplate.class,
            GitRepository.class,
            Application.class);

    private Kinds() {}

    /** The Java type of a kind. */
    static Class<? extends DevOpsResource<?, ?>> named(String kind) {
        return ALL.stream()
                .filter(type -> type.getSimpleName().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No Java type for the kind " + kind));
    }
}
