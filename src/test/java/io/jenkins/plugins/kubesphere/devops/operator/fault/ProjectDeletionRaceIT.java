package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.ControlPlane;
import io.jenkins.plugins.kubesphere.devops.controlplane.CrdInstaller;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deletes hundreds of projects at once, each while the operator still creates its namespace, folder and job. No project
 * is created again, and each deletion ends. Uses its own cluster, because the operator serves all namespaces.
 */
class ProjectDeletionRaceIT {
    private static final int PROJECTS = 300;
    private static final int USERS = 30;
    private static final long SEED = 42;

    @TempDir
    Path folder;

    private ControlPlane controlPlane;
    private OperatorFixture fixture;

    @BeforeEach
    void start() {
        controlPlane = ControlPlane.inFolder(folder.resolve("cluster")).start();
        try (KubernetesClient admin = controlPlane.createClient()) {
            CrdInstaller.installOurs(admin);
        }
        fixture = new OperatorFixtureBuilder(controlPlane.createConfig(), folder.resolve("engine"))
                .withAllNamespaces()
                .withSystemNamespace("default")
                .start()
                .awaitRunning();
    }

    @AfterEach
    void stop() {
        fixture.stop();
        controlPlane.close();
    }

    @Test
    void projectsDeletedDuringTheirCreationStayDeleted() throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(USERS);
        try {
            List<Future<?>> gone = IntStream.range(0, PROJECTS)
                    .<Future<?>>mapToObj(i -> users.submit(() -> createAndDelete("many-" + i, new Random(SEED + i))))
                    .toList();
            for (Future<?> each : gone) {
                each.get();
            }
        } finally {
            users.shutdown();
        }

        awaitGone(this::projects, "projects");
        awaitGone(this::pipelines, "pipelines");
        awaitGone(this::namespaces, "namespaces");
        Await.pause(3_000);
        assertThat(projects()).isEmpty();
        assertThat(pipelines()).isEmpty();
        assertThat(namespaces()).isEmpty();
        assertThat(foldersOfTheEngine()).isEmpty();
        fixture.createProject();
        fixture.assertPipelineWorks("after");
    }

    /**
     * Waits until no object is left. The wait fails only if the number of objects does not fall any more, because the
     * time for hundreds of deletions depends on the machine.
     */
    private void awaitGone(Supplier<List<String>> objects, String what) {
        for (int left = objects.get().size(); left > 0; left = objects.get().size()) {
            int before = left;
            fixture.await(() -> objects.get().size() < before, "fewer than " + before + " " + what);
        }
    }

    /** Creates a project with a pipeline, and deletes the project at most 0.3 s later. */
    private void createAndDelete(String name, Random random) {
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(name).build());
        fixture.admin.resource(project).create();
        fixture.await(() -> fixture.admin.namespaces().withName(name).get() != null, "namespace " + name);
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(
                new ObjectMetaBuilder().withName("web").withNamespace(name).build());
        pipeline.setSpec(
                NoScmPipelineBuilder.named("web").jenkinsfile("pipeline { }").spec());
        fixture.admin.resource(pipeline).create();
        Await.pause(random.nextInt(300));
        fixture.admin.resource(project).delete();
    }

    private List<String> projects() {
        return names(fixture.admin.resources(DevOpsProject.class).list().getItems());
    }

    private List<String> pipelines() {
        return names(
                fixture.admin.resources(Pipeline.class).inAnyNamespace().list().getItems());
    }

    private List<String> namespaces() {
        return names(fixture.admin.namespaces().withLabel(Labels.PROJECT).list().getItems());
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }

    private List<String> foldersOfTheEngine() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("engine").resolve("folders"))) {
            return folders.map(path -> path.getFileName().toString()).toList();
        }
    }
}
