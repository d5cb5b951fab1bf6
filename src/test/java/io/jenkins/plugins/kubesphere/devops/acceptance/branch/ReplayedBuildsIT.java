package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.Condition;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunSpec;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests what only a real Jenkins can replay: builds of branches, and builds that begin at a stage. */
class ReplayedBuildsIT extends RepositoryTestCase {
    private static final String PRINTS_FILE = "node { checkout scm; echo \"<${readFile('data')}>\" }";
    private static final String STAGES = "pipeline { agent any; stages {"
            + " stage('One') { steps { echo 'built-one' } };"
            + " stage('Two') { steps { echo \"built-two <${params.WHO}>\" } };"
            + " stage('Three') { steps { echo 'built-three' } } } }";

    @Test
    void aReplayOfABranchBuildsItsOldCommit() {
        git.commit("main", "Jenkinsfile", PRINTS_FILE);
        git.commit("main", "data", "first");
        git.commit("other", "Jenkinsfile", PRINTS_FILE);
        awaitFirstScan(pipeline("web"));
        PipelineRun original = scenario.awaitEnd(run("a", "main", "branch"));
        git.commit("main", "data", "second");

        PipelineRun now = scenario.awaitEnd(run("b", "main", "branch"));
        PipelineRun replay = scenario.awaitEnd(replay("c", RunSpecs.of("web"), "a", null));
        PipelineRun other =
                scenario.awaitEnd(replay("d", RunSpecs.ofBranch("web", new ScmRef("", "other")), "a", null));

        assertThat(logOfMain(original)).contains("<first");
        assertThat(logOfMain(now)).contains("<second");
        assertThat(replay.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(logOfMain(replay)).contains("<first", "/c").doesNotContain("<second");
        assertThat(annotation(replay, RunAnnotations.JOB)).isEqualTo("web/main");
        assertThat(message(other))
                .isEqualTo(
                        "PipelineRun " + scenario.namespace + "/d: PipelineRun a is not a run of " + scenario.namespace
                                + "/web (other); leave spec.scm.refName out to replay it on its own branch");
    }

    @Test
    void aBuildIsRestartedAtItsSecondStage() {
        Pipeline pipeline = scenario.createPipeline("web", STAGES, "WHO");
        scenario.awaitEnd(scenario.createRun("web-1", "web", new PipelineRunParameter("WHO", "world")));
        scenario.edit(
                pipeline,
                found -> found.setSpec(NoScmPipelineBuilder.named("web")
                        .parameters(new PipelineParameter("WHO", "string", "default", null))
                        .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                        .spec()));

        PipelineRun restarted = scenario.awaitEnd(replay("web-2", RunSpecs.of("web"), "web-1", "Two"));

        assertThat(restarted.getStatus().phase()).isEqualTo("Succeeded");
        assertThat(scenario.log(restarted))
                .contains("built-two <world>", "built-three")
                .doesNotContain("built-one");
        assertThat(annotation(restarted, RunAnnotations.TRIGGER)).isEqualTo("restart");
        JsonNode stages = stages("web-2");
        assertThat(stages)
                .extracting(stage -> stage.path("displayName").asText() + " "
                        + stage.path("result").asText())
                .containsExactly("One NOT_BUILT", "Two SUCCESS", "Three SUCCESS");
        assertThat(restarted.getStatus().parameters())
                .extracting(parameter -> parameter.name() + "=" + parameter.value())
                .containsExactly("WHO=world");
    }

    @Test
    void aBuildIsNotRestartedAtAStageThatItDidNotReach() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; stages { stage('One') { steps { error 'no' } };"
                        + " stage('Two') { steps { echo 'two' } } } }");
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertRefused(
                replay("web-2", RunSpecs.of("web"), "web-1", "Two"),
                "cannot be restarted at stage \"Two\": a build begins at a stage that it reached and that is in no other"
                        + " stage; name one of One");
    }

    @Test
    void aBuildWithoutDeclarativeStagesIsNotRestarted() {
        scenario.createPipeline("web", "stage('One') { echo 'one' }");
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertRefused(
                replay("web-2", RunSpecs.of("web"), "web-1", "One"),
                "has no stage to restart: its Jenkinsfile is not declarative, or it ended before its stages; create a"
                        + " run without restart-stage to replay all of it");
    }

    @Test
    void aBuildWhoseJenkinsfileForbidsARestartIsNotRestarted() {
        scenario.createPipeline(
                "web",
                "pipeline { agent any; options { disableRestartFromStage() };"
                        + " stages { stage('One') { steps { echo 'one' } } } }");
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        assertRefused(
                replay("web-2", RunSpecs.of("web"), "web-1", "One"),
                "cannot be restarted at a stage: Jenkins does not allow it for this job, for example because the"
                        + " Jenkinsfile has the option disableRestartFromStage; create a run without restart-stage to"
                        + " replay all of it");
    }

    @Test
    void aRestartWithOtherParametersIsRefused() {
        scenario.createPipeline("web", STAGES, "WHO");
        scenario.awaitEnd(scenario.createRun("web-1", "web"));

        PipelineRun run = scenario.awaitEnd(
                replay("web-2", RunSpecs.of("web", new PipelineRunParameter("WHO", "me")), "web-1", "Two"));

        assertThat(message(run))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-2: a build that begins at a stage has the"
                        + " parameters of the build that it restarts; remove spec.parameters, or leave restart-stage out"
                        + " to replay all of it with others");
    }

    @Test
    void aRestartWaitsForTheEndOfTheBuild() {
        scenario.createPipeline("web", "pipeline { agent any; stages { stage('One') { steps { input 'Go on?' } } } }");
        PipelineRun original = scenario.createRun("web-1", "web");
        scenario.awaitReason(original, "Succeeded", "PAUSED");
        PipelineRun restart = replay("web-2", RunSpecs.of("web"), "web-1", "One");

        assertThat(scenario.awaitReason(restart, "Ready", "OriginalNotReady"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/web-2 waits: build 1 of " + scenario.namespace
                        + "/web (PipelineRun " + scenario.namespace + "/web-1) runs, and Jenkins restarts only a build"
                        + " that has ended");
        stop(original);

        scenario.awaitReason(restart, "Succeeded", "PAUSED");
        stop(restart);
        scenario.awaitEnd(restart);
    }

    /** Jenkins would approve the Jenkinsfile again, because the operator may do anything. */
    @Test
    void aBuildThatRanWithoutTheSandboxIsNotReplayed() {
        scenario.createPipeline("web", STAGES);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
        assertThat(controller.http().runScript("""
                def build = jenkins.model.Jenkins.get().getItemByFullName('%s/web').getBuildByNumber(1)
                def sandbox = org.jenkinsci.plugins.workflow.cps.CpsFlowExecution.getDeclaredField('sandbox')
                sandbox.accessible = true
                sandbox.setBoolean(build.execution, false)
                build.save()
                println build.execution.sandbox
                """.formatted(scenario.namespace)))
                .contains("false");

        String problem =
                "ran without the Groovy sandbox, and a replay would approve its Jenkinsfile again; create a run"
                        + " without replay-of";
        PipelineRun replay = scenario.awaitEnd(replay("web-2", RunSpecs.of("web"), "web-1", null));
        PipelineRun restart = scenario.awaitEnd(replay("web-3", RunSpecs.of("web"), "web-1", "Two"));

        assertThat(message(replay)).endsWith(problem);
        assertThat(message(restart)).endsWith(problem);
        assertThat(scenario.hasNoBuild(replay)).isTrue();
    }

    @Test
    void aReplayInTheQueueIsBuiltOnceAfterARestartOfJenkins() {
        assertThat(logOfQueuedReplay(null)).contains("built-one", "built-three");
    }

    /** Jenkins gives the build the Jenkinsfile of the other one only if it has loaded that since its start. */
    @Test
    void aRestartAtAStageThatIsInTheQueueIsBuiltOnceAfterARestartOfJenkins() {
        assertThat(logOfQueuedReplay("Two"))
                .contains("built-two", "built-three")
                .doesNotContain("built-one");
    }

    /** @param stage null for a replay from the start */
    private String logOfQueuedReplay(String stage) {
        Pipeline pipeline = scenario.createPipeline("web", STAGES);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
        scenario.edit(
                pipeline,
                found -> found.setSpec(NoScmPipelineBuilder.named("web")
                        .disableConcurrent(true)
                        .jenkinsfile(AcceptanceTestProject.WAITS)
                        .spec()));
        PipelineRun first = scenario.awaitPhase(scenario.createRun("web-2", "web"), "Running");
        PipelineRun replay = replay("web-3", RunSpecs.of("web"), "web-1", stage);
        scenario.awaitReason(replay, "Succeeded", "QUEUED");

        scenario.restart();
        unloadFirstBuild();
        stop(first);

        PipelineRun ended = scenario.awaitEnd(replay);
        assertThat(ended.getStatus().phase()).as(scenario.log(replay)).isEqualTo("Succeeded");
        assertThat(scenario.target.userActions().countBuilds(scenario.job("web")))
                .isEqualTo(3);
        return scenario.log(replay);
    }

    /** The build is as after a start of Jenkins, also if somebody has looked at it since, or does so now. */
    private void unloadFirstBuild() {
        String unload = """
                def build = jenkins.model.Jenkins.get().getItemByFullName('%s/web').getBuildByNumber(1)
                build.@executionLoaded = false
                build.@executionPromise = null
                println build.asFlowExecutionOwner().getOrNull()
                """.formatted(scenario.namespace);
        await("the build is not loaded")
                .until(() -> controller.http().runScript(unload), answer -> answer.contains("null"));
    }

    private void stop(PipelineRun run) {
        scenario.edit(run, found -> {
            PipelineRunSpec spec = found.getSpec();
            found.setSpec(new PipelineRunSpec(
                    spec.pipelineRef(), spec.parameters(), spec.scm(), "Stop", spec.pipelineSpec()));
        });
    }

    private void assertRefused(PipelineRun run, String problem) {
        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().condition("Succeeded").orElseThrow())
                .returns("ReplayRefused", Condition::reason)
                .returns(
                        "PipelineRun " + scenario.namespace + "/web-2: build 1 of " + scenario.namespace
                                + "/web (PipelineRun " + scenario.namespace + "/web-1) " + problem,
                        Condition::message);
        assertThat(scenario.hasNoBuild(ended)).isTrue();
    }

    private static String message(PipelineRun run) {
        return run.getStatus().condition("Succeeded").orElseThrow().message();
    }

    private String logOfMain(PipelineRun run) {
        return scenario.target.log(scenario.job("web").withBranch("main"), AcceptanceTestProject.ref(run));
    }

    private JsonNode stages(String run) {
        ConfigMap stored = scenario.client
                .configMaps()
                .inNamespace(scenario.namespace)
                .withName(run)
                .get();
        try {
            return new ObjectMapper().readTree(stored.getData().get("stage"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** @param stage null for a replay from the start */
    private PipelineRun replay(String name, PipelineRunSpec spec, String original, String stage) {
        Map<String, String> annotations = new TreeMap<>(Map.of(RunAnnotations.REPLAY_OF, original));
        if (stage != null) {
            annotations.put(RunAnnotations.RESTART_STAGE, stage);
        }
        PipelineRun run = new PipelineRun();
        run.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(scenario.namespace)
                .withAnnotations(annotations)
                .build());
        run.setSpec(spec);
        return scenario.client.resource(run).create();
    }

    private static String annotation(PipelineRun run, String key) {
        return run.getMetadata().getAnnotations().get(key);
    }
}
