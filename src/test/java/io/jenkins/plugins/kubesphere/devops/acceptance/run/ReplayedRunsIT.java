package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests runs that replay another run, with `devops.kubesphere.io/replay-of`. */
public class ReplayedRunsIT extends AcceptanceTestCase {
    private static final String PRINTS =
            "pipeline { agent any; stages { stage('Say') { steps { echo \"<${params.WHO}-${params.HOW}>\" } } } }";

    /** Each run built the Jenkinsfile that its Pipeline has now. */
    @Test
    void aReplayBuildsTheJenkinsfileOfTheOtherBuild() {
        Pipeline pipeline = scenario.createPipeline("web", echo("first"));
        PipelineRun original = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        scenario.edit(
                pipeline,
                found -> found.setSpec(NoScmPipelineBuilder.named("web")
                        .jenkinsfile(echo("second"))
                        .spec()));

        PipelineRun now = scenario.awaitEnd(scenario.createRun("web-2", "web"));
        PipelineRun replay = scenario.awaitEnd(replay("web-3", "web", "web-1"));
        PipelineRun again = scenario.awaitEnd(replay("web-4", "web", "web-3"));

        assertThat(scenario.log(now)).contains("second");
        assertThat(replay.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.log(replay))
                .contains("first", scenario.namespace + "/web-3")
                .doesNotContain("second");
        assertThat(scenario.log(again)).contains("first").doesNotContain("second");
        assertThat(replay.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.RUN_ID, "3")
                .containsEntry(RunAnnotations.TRIGGER, "replay")
                .containsEntry(
                        RunAnnotations.REPLAY_OF_UID, original.getMetadata().getUid());
        scenario.client.resource(replay).delete();
        scenario.awaitGone(replay);
        assertThat(scenario.build(original)).isPresent();
    }

    @Test
    void aReplayHasTheParametersOfTheOtherBuildAndItsOwn() {
        scenario.createPipeline("web", PRINTS, "WHO", "HOW");
        scenario.awaitEnd(scenario.createRun(
                "web-1", "web", new PipelineRunParameter("WHO", "world"), new PipelineRunParameter("HOW", "loud")));

        PipelineRun same = scenario.awaitEnd(replay("web-2", "web", "web-1"));
        PipelineRun other = scenario.awaitEnd(replay("web-3", "web", "web-1", new PipelineRunParameter("HOW", "low")));
        PipelineRun unknown =
                scenario.awaitEnd(replay("web-4", "web", "web-1", new PipelineRunParameter("WHEN", "now")));

        assertThat(scenario.log(same)).contains("<world-loud>");
        assertThat(scenario.log(other)).contains("<world-low>");
        assertThat(other.getStatus().parameters())
                .extracting(parameter -> parameter.name() + "=" + parameter.value())
                .containsExactlyInAnyOrder("WHO=world", "HOW=low");
        assertThat(condition(unknown).reason()).isEqualTo("InvalidParameter");
        assertThat(condition(unknown).message()).contains("WHEN");
    }

    @Test
    void eachOfManyReplaysOfOneBuildHasOneBuild() {
        scenario.createPipeline("web", echo("first"));
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        List<PipelineRun> replays = IntStream.rangeClosed(2, 11)
                .mapToObj(i -> replay("web-" + i, "web", "web-1"))
                .toList();
        List<PipelineRun> ended = replays.stream().map(scenario::awaitEnd).toList();

        assertThat(ended).extracting(run -> run.getStatus().phase()).containsOnly("Succeeded");
        assertThat(ended)
                .extracting(run -> run.getMetadata().getAnnotations().get(RunAnnotations.RUN_ID))
                .doesNotHaveDuplicates();
        assertThat(scenario.target.userActions().countBuilds(scenario.job("web")))
                .isEqualTo(11);
    }

    @Test
    void aReplayWaitsForARunThatIsCreatedLater() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun replay = replay("web-2", "web", "web-1");

        assertThat(scenario.awaitReason(replay, "Ready", "OriginalNotFound"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-2 waits: there is no PipelineRun "
                        + scenario.namespace + "/web-1 to replay; create this run again with a name that exists in"
                        + " annotation devops.kubesphere.io/replay-of");
        scenario.createRun("web-1", "web");

        assertThat(scenario.awaitEnd(replay).getStatus().phase()).isEqualTo("Succeeded");
    }

    /** The other run was not known when the replay was claimed, so nothing recorded which one it was. */
    @Test
    void aReplayOfARunThatIsCreatedLaterDoesNotRepeatAnotherOneWithItsName() {
        scenario.awaitReady(scenario.createPipelineWithoutWait(
                "web",
                NoScmPipelineBuilder.named("web")
                        .disableConcurrent(true)
                        .jenkinsfile(AcceptanceTestProject.WAITS)
                        .spec()));
        scenario.awaitPhase(scenario.createRun("web-0", "web"), "Running");
        PipelineRun replay = replay("web-2", "web", "web-1");
        scenario.awaitReason(replay, "Ready", "OriginalNotFound");
        PipelineRun original = scenario.createRun("web-1", "web");
        scenario.awaitReason(replay, "Ready", "OriginalNotReady");

        scenario.client.resource(original).delete();
        scenario.awaitGone(original);
        scenario.createRun("web-1", "web");

        assertRefused(
                replay,
                "PipelineRun web-1, which it replays, was deleted after this run was created; create a run that names"
                        + " another PipelineRun, or one without annotation devops.kubesphere.io/replay-of");
        assertThat(scenario.client.resource(replay).get().getMetadata().getAnnotations())
                .containsEntry(
                        RunAnnotations.REPLAY_OF_UID, original.getMetadata().getUid());
    }

    @Test
    void aRunOfAnotherNamespaceIsNotReplayed() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
        AcceptanceTestProject other = scenario.inOtherNamespace();
        other.createProject(other.namespace);
        try {
            other.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

            PipelineRun replay = replay(other, "web-2", "web", Map.of(RunAnnotations.REPLAY_OF, "web-1"));

            assertThat(other.awaitReason(replay, "Ready", "OriginalNotFound")).contains(other.namespace + "/web-1");
            assertThat(other.hasNoBuild(replay)).isTrue();
        } finally {
            other.deleteProject();
        }
    }

    @Test
    void aRunOfAnotherPipelineIsNotReplayed() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.createPipeline("api", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("api-1", "api"));

        assertRefused(
                replay("web-1", "web", "api-1"),
                "PipelineRun api-1 is not a run of Pipeline " + scenario.namespace
                        + "/web; replay a run of this Pipeline, or name its own one in spec.pipelineRef.name");
    }

    @Test
    void annotationsThatNameNoRunOrStageAreRefused() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertRefused(
                replay("a", "web", "Web 1"),
                "annotation devops.kubesphere.io/replay-of is \"Web 1\", which is not the name of a PipelineRun;"
                        + " create a run that names the PipelineRun to replay, or one without this annotation and"
                        + " without devops.kubesphere.io/restart-stage");
        assertRefused(
                replay(scenario, "b", "web", Map.of(RunAnnotations.RESTART_STAGE, "Build")),
                "annotation devops.kubesphere.io/replay-of is \"\", which is not the name of a PipelineRun; create a"
                        + " run that names the PipelineRun to replay, or one without this annotation and without"
                        + " devops.kubesphere.io/restart-stage");
        assertRefused(
                replay("c", "web", "c"),
                "annotation devops.kubesphere.io/replay-of names the run itself; name the PipelineRun to replay");
        assertRefused(
                replay(
                        scenario,
                        "d",
                        "web",
                        Map.of(RunAnnotations.REPLAY_OF, "web-1", RunAnnotations.RESTART_STAGE, "")),
                "annotation devops.kubesphere.io/restart-stage is empty; create a run that names the stage at which"
                        + " the build begins, or one without this annotation to replay all of web-1");
    }

    @Test
    void aRunThatHadNoBuildIsNotReplayed() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web", new PipelineRunParameter("UNKNOWN", "x")));

        assertRefused(
                replay("web-2", "web", "web-1"),
                "PipelineRun " + scenario.namespace + "/web-1 has no build in the job " + scenario.namespace
                        + "/web: it was not built, or its build was deleted; create a run without replay-of, or replay"
                        + " another one");
    }

    @Test
    void aBuildWithAPasswordIsNotReplayed() {
        scenario.awaitReady(scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: web
                    parameters:
                      - {name: TOKEN, type: password}
                    jenkinsfile: "pipeline { agent any; stages { stage('Say') { steps { echo 'hello' } } } }"
                """));
        scenario.awaitEnd(scenario.createRun("web-1", "web", new PipelineRunParameter("TOKEN", "hidden-word")));

        assertRefused(
                replay("web-2", "web", "web-1"),
                "build 1 of " + scenario.namespace + "/web (PipelineRun " + scenario.namespace
                        + "/web-1) has secret parameters (TOKEN), and Jenkins does not replay such a build; create a"
                        + " run without replay-of that gives them");
    }

    private void assertRefused(PipelineRun run, String problem) {
        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().phase()).isEqualTo("Failed");
        assertThat(condition(ended))
                .returns("ReplayRefused", Condition::reason)
                .returns(
                        "PipelineRun " + scenario.namespace + "/"
                                + run.getMetadata().getName() + ": " + problem,
                        Condition::message);
        assertThat(scenario.hasNoBuild(ended)).isTrue();
    }

    private static Condition condition(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow();
    }

    private PipelineRun replay(String name, String pipeline, String original, PipelineRunParameter... parameters) {
        return replay(scenario, name, pipeline, Map.of(RunAnnotations.REPLAY_OF, original), parameters);
    }

    static PipelineRun replay(
            AcceptanceTestProject scenario,
            String name,
            String pipeline,
            Map<String, String> annotations,
            PipelineRunParameter... parameters) {
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(scenario.namespace)
                .withAnnotations(annotations)
                .build());
        run.setSpec(RunSpecs.of(pipeline, parameters));
        return scenario.client.resource(run).create();
    }

    private static String echo(String text) {
        return "pipeline { agent any; stages { stage('Say') { steps { echo '" + text + "' } } } }";
    }
}
