package io.jenkins.plugins.kubesphere.devops.kapis;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.ObjectChange;
import java.util.Map;

/**
 * The objects shown by one answer. A change of any other object must not make the watch read again: otherwise a busy project
 * would make Jenkins read what people of other projects watch. Only an answer that shows projects is read again when any
 * project changes.
 *
 * @param project empty if the path names none
 * @param name empty if the answer is a list
 */
record WatchedObjects(Class<? extends HasMetadata> kind, String project, String name) {
    /** Where the path names an object. That of a project is {@link #project}. */
    private static final Map<Class<? extends HasMetadata>, String> NAMES = Map.of(
            Pipeline.class, PathObjects.PIPELINE,
            PipelineRun.class, PathObjects.RUN,
            Secret.class, PathObjects.CREDENTIAL,
            GitRepository.class, PathObjects.REPOSITORY,
            Template.class, PathObjects.TEMPLATE,
            ClusterTemplate.class, PathObjects.TEMPLATE,
            ClusterStepTemplate.class, PathObjects.TEMPLATE);

    /**
     * Returns the objects that the answer to a request shows.
     *
     * @param kind of the objects
     * @param path the segments in braces of the path of the request
     * @throws IllegalArgumentException if this class does not know where a path names objects of the kind
     */
    static WatchedObjects of(Class<? extends HasMetadata> kind, Map<String, String> path) {
        String project = path.getOrDefault(PathObjects.NAMESPACE, "");
        if (kind == DevOpsProject.class) {
            return new WatchedObjects(kind, project, "");
        }
        String segment = NAMES.get(kind);
        if (segment == null) {
            throw new IllegalArgumentException("objects of " + kind + " cannot be watched");
        }
        return new WatchedObjects(kind, project, path.getOrDefault(segment, ""));
    }

    /** Whether a change may be one of them, or a change of the project they are in. */
    boolean contains(ObjectChange change) {
        if (change.kind() == DevOpsProject.class) {
            // All projects if one is watched: its path may have the name that people see.
            return kind == DevOpsProject.class || change.name().equals(project);
        }
        return change.kind() == kind
                && change.namespace().equals(project)
                && (name.isEmpty() || change.name().equals(name));
    }

    /** Whether builds are shown with the objects. */
    boolean showBuilds() {
        return kind == PipelineRun.class;
    }
}
