package io.jenkins.plugins.kubesphere.devops.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedUserActions;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the PipelineRuns of builds that a user starts in the engine. */
@WithCluster
class ImportedBuildsIT {
    @TempDir
    Path state;

    @Test
    void aBuildThatAUserStartsGetsOnePipelineRun(Config server) {
        try (OperatorFixture fixture = start(server)) {
            Pipeline pipeline = fixture.createWaitingPipeline("web");

            startBuild(fixture, "web", "ann");

            PipelineRun run = await(fixture, "web-build-1", found -> "Running"
                    .equals(found.getStatus().phase()));
            assertThat(run.getMetadata().getAnnotations())
                    .containsEntry(RunAnnotations.RUN_ID, "1")
                    .containsEntry(RunAnnotations.CREATOR, "ann")
                    .containsEntry(RunAnnotations.TRIGGER, "user")
                    .containsEntry(RunAnnotations.JOB, "web")
                    .containsEntry(RunAnnotations.INSTANCE, "home-" + fixture.namespace)
                    .containsEntry(RunAnnotations.CLAIMED_UID, run.getMetadata().getUid());
            assertThat(run.getMetadata().getLabels()).containsEntry("devops.kubesphere.io/pipeline", "web");
            assertThat(run.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> assertThat(
                            owner.getUid())
                    .isEqualTo(pipeline.getMetadata().getUid()));
            assertThat(run.getSpec().pipelineRef().name()).isEqualTo("web");
            assertThat(run.getSpec().pipelineSpec()).isNotNull();

            fixture.replaceOperator();
            fixture.awaitRunning();
            fixture.release();
            fixture.awaitSuccess(run);
            assertThat(runs(fixture)).hasSize(1);
        }
    }

    @Test
    void buildsThatWereStartedWhileTheOperatorWasStoppedGetTheirRuns(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");
            fixture.operator.close();
            startBuild(fixture, "web", "ann");
            startBuild(fixture, "web", "ben");

            fixture.replaceOperator();

            fixture.awaitRunning();
            assertThat(creator(await(fixture, "web-build-1", ImportedBuildsIT::isSucceeded)))
                    .isEqualTo("ann");
            assertThat(creator(await(fixture, "web-build-2", ImportedBuildsIT::isSucceeded)))
                    .isEqualTo("ben");
            assertThat(fixture.countBuilds("web")).isEqualTo(2);
        }
    }

    @Test
    void aBuildGetsNoRunIfThePipelineDoesNotWantIt(Config server) {
        try (OperatorFixture fixture = start(server)) {
            annotate(fixture, fixture.createPipeline("web"), "devops.kubesphere.io/import-builds", "false");
            fixture.createPipeline("other");
            fixture.await(
                    () -> fixture.admin
                                    .resources(Pipeline.class)
                                    .inNamespace(fixture.namespace)
                                    .list()
                                    .getItems()
                                    .size()
                            == 2,
                    "both pipelines");

            startBuild(fixture, "web", "ann");
            startBuild(fixture, "other", "ann");

            await(fixture, "other-build-1", ImportedBuildsIT::isSucceeded);
            assertThat(runs(fixture)).hasSize(1);
            assertThat(fixture.countBuilds("web")).isEqualTo(1);
        }
    }

    @Test
    void aBuildGetsNoRunIfTheSettingIsOff(Config server) {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withoutImportedBuilds().start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");

            startBuild(fixture, "web", "ann");
            PipelineRun own = fixture.createRun("web-1", "web");

            fixture.await(own, ImportedBuildsIT::isSucceeded);
            assertThat(runs(fixture)).hasSize(1);
            assertThat(fixture.countBuilds("web")).isEqualTo(2);
        }
    }

    @Test
    void aRunOfAUserKeepsItsName(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");
            PipelineRun own = fixture.createRun("web-build-2", "web");
            fixture.awaitSuccess(own);

            startBuild(fixture, "web", "ann");

            fixture.await(() -> runs(fixture).size() == 2, "the run of the build");
            PipelineRun imported = runs(fixture).stream()
                    .filter(run -> !run.getMetadata().getName().equals("web-build-2"))
                    .findFirst()
                    .orElseThrow();
            assertThat(imported.getMetadata().getName()).matches("web-build-2-[0-9a-f]{8}");
            fixture.await(imported, ImportedBuildsIT::isSucceeded);
            assertThat(fixture.admin.resource(own).get().getMetadata().getAnnotations())
                    .containsEntry(RunAnnotations.RUN_ID, "1");
        }
    }

    @Test
    void deletingTheRunDeletesTheBuild(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");
            startBuild(fixture, "web", "ann");
            PipelineRun run = await(fixture, "web-build-1", ImportedBuildsIT::isSucceeded);

            fixture.admin.resource(run).delete();

            fixture.awaitGone(run);
            assertThat(fixture.countBuilds("web")).isZero();
            fixture.replaceOperator();
            fixture.awaitRunning();
            fixture.awaitSuccess(fixture.createRun("web-1", "web"));
            assertThat(runs(fixture)).hasSize(1);
        }
    }

    /** In a job that was created again, builds get the numbers of earlier builds, whose runs may still exist. */
    @Test
    void aBuildGetsARunAlthoughAnEndedRunHasItsNumber(Config server) throws InterruptedException {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");
            PipelineRun old = fixture.await(fixture.createRun("web-1", "web"), ImportedBuildsIT::isSucceeded);
            fixture.admin
                    .resource(old)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"annotations\":{\"" + RunAnnotations.RUN_ID + "\":\"2\"}}}");
            Thread.sleep(2_000); // Times in a status have no fractions of a second.

            startBuild(fixture, "web", "ann");

            await(fixture, "web-build-2", ImportedBuildsIT::isSucceeded);
            assertThat(runs(fixture)).hasSize(2);
        }
    }

    /** Otherwise the copy would end without a build, or take the build of the original. */
    @Test
    void aCopyOfTheRunGetsItsOwnBuild(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");
            startBuild(fixture, "web", "ann");
            PipelineRun original = await(fixture, "web-build-1", ImportedBuildsIT::isSucceeded);
            PipelineRun copy = new PipelineRun();
            copy.setMetadata(new ObjectMetaBuilder()
                    .withName("copy")
                    .withNamespace(fixture.namespace)
                    .withAnnotations(original.getMetadata().getAnnotations())
                    .build());
            copy.setSpec(original.getSpec());

            fixture.admin.resource(copy).create();

            PipelineRun built = await(fixture, "copy", ImportedBuildsIT::isSucceeded);
            assertThat(built.getMetadata().getAnnotations())
                    .containsEntry(RunAnnotations.RUN_ID, "2")
                    .doesNotContainKey(RunAnnotations.IMPORTED_BUILD);
            assertThat(fixture.countBuilds("web")).isEqualTo(2);
        }
    }

    /** Whoever may create runs could otherwise start builds that look like those of somebody else. */
    @Test
    void aRunThatOnlyClaimsToBeImportedEndsWithoutABuild(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");

            createImported(fixture, "forged", "2026-01-01T00:00:00Z", "home-" + fixture.namespace);

            PipelineRun ended =
                    await(fixture, "forged", found -> found.getStatus().hasEnded());
            assertThat(ended.getStatus().condition("Succeeded").orElseThrow().message())
                    .isEqualTo("PipelineRun " + fixture.namespace
                            + "/forged: the run was created for build 1 of " + fixture.namespace
                            + "/web, and this Jenkins has no such build: it was deleted, belongs to another run, or is in"
                            + " another Jenkins; create a new run to build again");
            assertThat(fixture.countBuilds("web")).isZero();
        }
    }

    /** The Pipeline or an administrator does not want that runs get such builds. */
    @Test
    void aRunTakesNoBuildOfAUserIfImportsAreOff(Config server) {
        try (OperatorFixture fixture =
                OperatorFixture.on(server, state).withoutImportedBuilds().start()) {
            fixture.awaitRunning().createProject();
            fixture.createPipeline("web");
            startBuild(fixture, "web", "ann");
            BuildRef name = new BuildRef(new JobName(fixture.namespace, "web"), 1);
            fixture.await(
                    () -> fixture.engine.unboundBuilds().find(name).isPresent(), "the build of the user has started");
            UnboundBuild build = fixture.engine.unboundBuilds().find(name).orElseThrow();

            createImported(fixture, "forged", build.startedAt().toString(), "home-" + fixture.namespace);

            PipelineRun ended =
                    await(fixture, "forged", found -> found.getStatus().hasEnded());
            assertThat(ended.getStatus().condition("Succeeded").orElseThrow().reason())
                    .isEqualTo("BuildNotFound");
            fixture.admin.resource(ended).delete();
            fixture.awaitGone(ended);
            assertThat(fixture.countBuilds("web")).isEqualTo(1);
        }
    }

    /** The other operator was stopped right after it had created the run. */
    @Test
    void aRunThatAnotherInstanceHasImportedIsNotBuilt(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");

            createImported(fixture, "web-build-1", "2026-01-01T00:00:00Z", "home-other");

            await(fixture, "web-build-1", found -> found.getStatus()
                    .condition("Ready")
                    .filter(ready -> "OtherInstance".equals(ready.reason()))
                    .isPresent());
            fixture.awaitSuccess(fixture.createRun("web-1", "web"));
        }
    }

    @Test
    void fiftyBuildsGetFiftyRunsAndDelayNoOther(Config server) {
        try (OperatorFixture fixture = start(server)) {
            fixture.createPipeline("web");
            for (int i = 0; i < 50; i++) {
                startBuild(fixture, "web", "ann");
            }

            fixture.await(() -> runs(fixture).size() == 50, "a run for each build");
            fixture.await(() -> runs(fixture).stream().allMatch(ImportedBuildsIT::isSucceeded), "all have ended");
            assertThat(runs(fixture))
                    .extracting(run -> run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID))
                    .doesNotHaveDuplicates();
            assertThat(fixture.countBuilds("web")).isEqualTo(50);
        }
    }

    private OperatorFixture start(Config server) {
        OperatorFixture fixture = OperatorFixture.on(server, state).start();
        fixture.awaitRunning().createProject();
        return fixture;
    }

    private static void createImported(OperatorFixture fixture, String name, String startedAt, String instance) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(fixture.namespace)
                .withAnnotations(Map.of(
                        RunAnnotations.RUN_ID,
                        "1",
                        RunAnnotations.INSTANCE,
                        instance,
                        RunAnnotations.JOB,
                        "web",
                        RunAnnotations.IMPORTED_BUILD,
                        startedAt))
                .build());
        run.setSpec(RunSpecs.of("web"));
        fixture.admin.resource(run).create();
    }

    static void startBuild(OperatorFixture fixture, String pipeline, String user) {
        new EmbeddedUserActions(fixture.engine).startBuild(new JobName(fixture.namespace, pipeline), user);
    }

    static PipelineRun await(OperatorFixture fixture, String name, Predicate<PipelineRun> condition) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(fixture.namespace)
                .build());
        return fixture.await(run, condition);
    }

    static List<PipelineRun> runs(OperatorFixture fixture) {
        return fixture.admin
                .resources(PipelineRun.class)
                .inNamespace(fixture.namespace)
                .list()
                .getItems();
    }

    static boolean isSucceeded(PipelineRun run) {
        return "Succeeded".equals(run.getStatus().phase());
    }

    static void annotate(OperatorFixture fixture, Pipeline pipeline, String key, String value) {
        fixture.admin
                .resource(pipeline)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + key + "\":\"" + value + "\"}}}");
    }

    private static String creator(PipelineRun run) {
        return run.getMetadata().getAnnotations().get(RunAnnotations.CREATOR);
    }
}
