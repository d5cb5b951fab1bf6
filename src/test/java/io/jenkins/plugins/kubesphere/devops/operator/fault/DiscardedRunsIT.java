package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunStatus;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.operator.run.retention.RunRetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what becomes of many finished runs when an operator starts that applies discarders to them. */
@WithCluster
class DiscardedRunsIT {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String SCRIPT = "pipeline { agent any; stages { stage('Build') { steps { echo 'built' } } } }";

    @TempDir
    Path state;

    /** An update of the plugin deleted the history of all teams within seconds, and nothing said so. */
    @Test
    void runsAreDeletedSlowlyAndAnEventTellsHowMany(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.awaitReady(createPipeline(fixture, "web", "5", Map.of()));
            fixture.operator.close();
            for (int i = 10; i < 40; i++) {
                createEnded(fixture, "web-" + i, RunSpecs.of("web"), i);
            }
            assertThat(names(fixture)).hasSize(30);

            fixture.replaceOperator();
            fixture.await(() -> names(fixture).size() < 30, "the first run is deleted");
            long first = System.nanoTime();
            fixture.await(() -> names(fixture).size() == 5, "25 runs are deleted");

            assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofMillis(1_500));
            assertThat(names(fixture)).containsExactly("web-35", "web-36", "web-37", "web-38", "web-39");
            fixture.await(() -> !events(fixture).isEmpty(), "an Event");
            assertThat(events(fixture))
                    .containsExactly("Normal web: 25 finished runs were deleted, the first was web-10, the last web-34,"
                            + " because its discarder keeps 5 finished runs; set the annotation"
                            + " devops.kubesphere.io/runs-to-keep to -1 to keep all");
        }
    }

    @Test
    void theAnnotationOfThePipelineKeepsAllRuns(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.awaitReady(createPipeline(fixture, "kept", "1", Map.of(PipelineAnnotations.RUNS_TO_KEEP, "-1")));
            fixture.awaitReady(createPipeline(fixture, "web", "1", Map.of()));
            fixture.operator.close();
            for (int i = 1; i < 4; i++) {
                createEnded(fixture, "kept-" + i, RunSpecs.of("kept"), i);
                createEnded(fixture, "web-" + i, RunSpecs.of("web"), i);
            }

            fixture.replaceOperator();

            fixture.await(() -> !names(fixture).contains("web-2"), "the runs of the other Pipeline are deleted");
            fixture.await(
                    () -> names(fixture).equals(List.of("kept-1", "kept-2", "kept-3", "web-3")), "the runs that stay");
        }
    }

    /** Busy branches took all the runs that the Pipeline keeps, and quiet ones had none. */
    @Test
    void theLimitsApplyToEachBranch(Config server) {
        try (OperatorFixture fixture = OperatorFixture.on(server, state)
                .withDefaultRetention(new RunRetentionPolicy(1, RunRetentionPolicy.UNLIMITED))
                .start()) {
            fixture.awaitRunning().createProject();
            createMultiBranch(fixture, "app", Map.of());
            createMultiBranch(fixture, "lib", Map.of(PipelineAnnotations.RUNS_TO_KEEP, "2"));
            fixture.operator.close();
            for (String pipeline : List.of("app", "lib")) {
                for (int i = 1; i < 5; i++) {
                    createEnded(fixture, pipeline + "-main-" + i, ofBranch(pipeline, "main"), 10 + i);
                }
                for (int i = 1; i < 3; i++) {
                    createEnded(fixture, pipeline + "-quiet-" + i, ofBranch(pipeline, "quiet"), i);
                }
            }

            fixture.replaceOperator();

            fixture.await(
                    () -> names(fixture)
                            .equals(List.of(
                                    "app-main-4",
                                    "app-quiet-2",
                                    "lib-main-3",
                                    "lib-main-4",
                                    "lib-quiet-1",
                                    "lib-quiet-2")),
                    "the newest runs of each branch");
            fixture.await(() -> events(fixture).size() == 2, "an Event for each Pipeline");
            assertThat(events(fixture))
                    .anyMatch(text -> text.startsWith("Normal app: 4 finished runs")
                            && text.contains(
                                    "because the configuration of the plugin keeps 1 finished runs of each branch"))
                    .anyMatch(text -> text.startsWith("Normal lib: 2 finished runs")
                            && text.contains("because its annotation keeps 2 finished runs of each branch"));
        }
    }

    /** Otherwise each start would create the runs again that the discarder has deleted. */
    @Test
    void aDiscardedImportDoesNotComeBack(Config server) {
        try (OperatorFixture fixture = start(server)) {
            Pipeline pipeline = fixture.awaitReady(createPipeline(fixture, "web", "-1", Map.of()));
            for (int i = 1; i < 4; i++) {
                ImportedBuildsIT.startBuild(fixture, "web", "ann");
                ImportedBuildsIT.await(fixture, "web-build-" + i, ImportedBuildsIT::isSucceeded);
            }
            fixture.admin
                    .resource(fixture.admin
                            .resources(PipelineRun.class)
                            .inNamespace(fixture.namespace)
                            .withName("web-build-2")
                            .get())
                    .edit(run -> {
                        run.getMetadata().getAnnotations().put(RunAnnotations.KEEP_RECORD, "true");
                        return run;
                    });
            ImportedBuildsIT.annotate(fixture, pipeline, PipelineAnnotations.RUNS_TO_KEEP, "1");

            fixture.replaceOperator();

            fixture.await(() -> names(fixture).equals(List.of("web-build-3")), "only the newest run stays");
            fixture.await(
                    () -> fixture.countBuilds("web") == 2, "the build of the second run is kept by its annotation");
            fixture.replaceOperator();
            fixture.awaitRunning();
            // Even a person who asks for the runs of all builds gets none for these.
            ImportedBuildsIT.annotate(fixture, pipeline, PipelineAnnotations.REQUEST_TO_SYNC_RUNS, "true");
            fixture.await(
                    () -> fixture.admin.v1().events().inNamespace(fixture.namespace).list().getItems().stream()
                            .anyMatch(event ->
                                    "Each build has a PipelineRun now; 0 builds had none".equals(event.getMessage())),
                    "all builds were looked at");
            assertThat(names(fixture)).containsExactly("web-build-3");
            assertThat(fixture.countBuilds("web")).isEqualTo(2);
        }
    }

    private OperatorFixture start(Config server) {
        OperatorFixture fixture = OperatorFixture.on(server, state).start();
        fixture.awaitRunning().createProject();
        return fixture;
    }

    private static Pipeline createPipeline(
            OperatorFixture fixture, String name, String numToKeep, Map<String, String> annotations) {
        NoScmPipeline script =
                NoScmPipelineBuilder.named(name).jenkinsfile(SCRIPT).build();
        return create(
                fixture,
                name,
                annotations,
                new PipelineSpec(
                        "pipeline",
                        new NoScmPipeline(
                                name,
                                null,
                                new Discarder(null, numToKeep),
                                script.parameters(),
                                null,
                                null,
                                null,
                                null,
                                script.jenkinsfile()),
                        null));
    }

    /** The embedded engine has no such jobs. The runs have ended already, so they need none. */
    private static void createMultiBranch(OperatorFixture fixture, String name, Map<String, String> annotations) {
        create(fixture, name, annotations, new PipelineSpec("multi-branch-pipeline", null, null));
    }

    private static Pipeline create(
            OperatorFixture fixture, String name, Map<String, String> annotations, PipelineSpec spec) {
        Pipeline pipeline = new Pipeline();
        pipeline.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(fixture.namespace)
                .withAnnotations(annotations)
                .build());
        pipeline.setSpec(spec);
        return fixture.admin.resource(pipeline).create();
    }

    private static PipelineRunSpec ofBranch(String pipeline, String branch) {
        return RunSpecs.ofBranch(pipeline, new ScmRef("", branch));
    }

    private static void createEnded(OperatorFixture fixture, String name, PipelineRunSpec spec, int minute) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(fixture.namespace)
                .build());
        run.setSpec(spec);
        PipelineRun created = fixture.admin.resource(run).create();
        String end = NOON.plus(Duration.ofMinutes(minute)).toString();
        created.setStatus(new PipelineRunStatus("Succeeded", end, end, end, List.of()));
        fixture.admin.resource(created).updateStatus();
    }

    private static List<String> names(OperatorFixture fixture) {
        return ImportedBuildsIT.runs(fixture).stream()
                .map(run -> run.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static List<String> events(OperatorFixture fixture) {
        return fixture.admin.v1().events().inNamespace(fixture.namespace).list().getItems().stream()
                .filter(event -> "PipelineRunsDeleted".equals(event.getReason()))
                .map(event -> event.getType() + " " + event.getInvolvedObject().getName() + ": " + event.getMessage())
                .toList();
    }
}
