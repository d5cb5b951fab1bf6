package io.jenkins.plugins.kubesphere.devops.kapis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.repository.GitRepository;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.support.RouteTables;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.ObjectChange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchedObjectsTest {
    private static final WatchedObjects RUN =
            WatchedObjects.of(PipelineRun.class, Map.of("namespace", "demo", "run", "web-1"));
    private static final WatchedObjects RUNS =
            WatchedObjects.of(PipelineRun.class, Map.of("namespace", "demo", "pipeline", "web"));
    private static final WatchedObjects BRANCH =
            WatchedObjects.of(Pipeline.class, Map.of("namespace", "demo", "pipeline", "web", "branch", "main"));
    private static final WatchedObjects CREDENTIAL =
            WatchedObjects.of(Secret.class, Map.of("namespace", "demo", "credential", "registry"));
    private static final WatchedObjects REPOSITORY =
            WatchedObjects.of(GitRepository.class, Map.of("namespace", "demo", "repository", "shop"));
    private static final WatchedObjects TEMPLATE =
            WatchedObjects.of(Template.class, Map.of("namespace", "demo", "template", "make"));
    private static final WatchedObjects CLUSTER_TEMPLATE =
            WatchedObjects.of(ClusterTemplate.class, Map.of("template", "make"));
    private static final WatchedObjects STEPS = WatchedObjects.of(ClusterStepTemplate.class, Map.of());
    private static final WatchedObjects PROJECTS = WatchedObjects.of(DevOpsProject.class, Map.of("workspace", "w"));

    @Test
    void anObjectIsLookedAtWhenItChanges() {
        assertThat(RUN.contains(change(PipelineRun.class, "demo", "web-1"))).isTrue();
        assertThat(RUN.contains(change(PipelineRun.class, "demo", "web-2"))).isFalse();
        assertThat(RUN.contains(change(PipelineRun.class, "other", "web-1"))).isFalse();
        assertThat(RUN.contains(change(Pipeline.class, "demo", "web-1"))).isFalse();
        assertThat(BRANCH.contains(change(Pipeline.class, "demo", "web"))).isTrue();
        assertThat(BRANCH.contains(change(Pipeline.class, "demo", "shop"))).isFalse();
        assertThat(CREDENTIAL.contains(change(Secret.class, "demo", "registry")))
                .isTrue();
        assertThat(CREDENTIAL.contains(change(Secret.class, "demo", "other"))).isFalse();
    }

    @Test
    void aRepositoryAndATemplateAreLookedAtWhenTheyChange() {
        assertThat(REPOSITORY.contains(change(GitRepository.class, "demo", "shop")))
                .isTrue();
        assertThat(REPOSITORY.contains(change(GitRepository.class, "demo", "web")))
                .isFalse();
        assertThat(TEMPLATE.contains(change(Template.class, "demo", "make"))).isTrue();
        assertThat(TEMPLATE.contains(change(Template.class, "demo", "go"))).isFalse();
        assertThat(TEMPLATE.contains(change(ClusterTemplate.class, "", "make"))).isFalse();
        assertThat(CLUSTER_TEMPLATE.contains(change(ClusterTemplate.class, "", "make")))
                .isTrue();
        assertThat(CLUSTER_TEMPLATE.contains(change(ClusterTemplate.class, "", "go")))
                .isFalse();
        assertThat(STEPS.contains(change(ClusterStepTemplate.class, "", "go"))).isTrue();
        assertThat(STEPS.contains(change(DevOpsProject.class, "", "demo"))).isFalse();
    }

    @Test
    void aListIsLookedAtWhenAnObjectOfItsKindInItsProjectChanges() {
        assertThat(RUNS.contains(change(PipelineRun.class, "demo", "web-2"))).isTrue();
        assertThat(RUNS.contains(change(PipelineRun.class, "other", "web-2"))).isFalse();
        assertThat(RUNS.contains(change(Pipeline.class, "demo", "web"))).isFalse();
        assertThat(PROJECTS.contains(change(DevOpsProject.class, "", "demo"))).isTrue();
        assertThat(PROJECTS.contains(change(Pipeline.class, "demo", "web"))).isFalse();
    }

    /** A list of a project that is deleted ends. */
    @Test
    void anObjectIsLookedAtWhenItsProjectChanges() {
        assertThat(RUNS.contains(change(DevOpsProject.class, "", "demo"))).isTrue();
        assertThat(RUNS.contains(change(DevOpsProject.class, "", "other"))).isFalse();
    }

    /** A path may name a project by a name that a change does not have. */
    @Test
    void aProjectIsLookedAtWhenAnyProjectChanges() {
        WatchedObjects project = WatchedObjects.of(DevOpsProject.class, Map.of("workspace", "w", "namespace", "demo"));

        assertThat(project.contains(change(DevOpsProject.class, "", "demox7k2p")))
                .isTrue();
    }

    @Test
    void eachKindThatARouteLetsWatchIsKnown() {
        assertThat(RouteTables.all())
                .flatExtracting(RouteTable::routes)
                .flatExtracting(route -> route.watched().stream().toList())
                .hasSizeGreaterThan(20)
                .allSatisfy(kind ->
                        assertThat(WatchedObjects.of(kind, Map.of()).kind()).isEqualTo(kind));
        assertThatThrownBy(() -> WatchedObjects.of(ConfigMap.class, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("objects of class io.fabric8.kubernetes.api.model.ConfigMap cannot be watched");
    }

    private static ObjectChange change(Class<? extends HasMetadata> kind, String namespace, String name) {
        return new ObjectChange(kind, namespace, name);
    }
}
