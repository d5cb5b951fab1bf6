package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the PipelineRuns of builds that people, timers, other builds and scans start in Jenkins. */
class BuildsStartedInJenkinsIT extends RepositoryTestCase {

    @Test
    void buildsOfARegularPipelineGetRunsThatSayWhatStartedThem() {
        scenario.awaitReady(scenario.apply(Pipeline.class, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: web, namespace: NAMESPACE}
                spec:
                  type: pipeline
                  pipeline:
                    name: web
                    parameters:
                      - {name: TARGET, type: string, default_value: test}
                      - {name: TOKEN, type: password}
                    jenkinsfile: "node { echo \\"to ${params.TARGET}\\" }"
                """));

        controller
                .http()
                .post(
                        JenkinsHttpClient.urlPath(scenario.job("web")) + "buildWithParameters?delay=0",
                        Map.of("TARGET", "live", "TOKEN", "hidden-word"));
        PipelineRun byUser = awaitSucceeded("web-build-1");
        script("""
                job.scheduleBuild2(0, new hudson.model.CauseAction(new hudson.triggers.TimerTrigger.TimerTriggerCause()))
                """);
        PipelineRun byTimer = awaitSucceeded("web-build-2");
        script("""
                def first = job.getBuildByNumber(1)
                job.scheduleBuild2(0, new hudson.model.CauseAction(
                    new hudson.model.Cause.UpstreamCause(first), new hudson.model.Cause.UserIdCause('ann')))
                """);
        PipelineRun byUpstream = awaitSucceeded("web-build-3");

        assertThat(List.of(byUser, byTimer, byUpstream))
                .extracting(run -> annotation(run, RunAnnotations.TRIGGER))
                .containsExactly("user", "timer", "upstream");
        assertThat(annotation(byUpstream, RunAnnotations.CREATOR)).isEqualTo("ann");
        assertThat(byTimer.getMetadata().getAnnotations()).doesNotContainKey(RunAnnotations.CREATOR);
        assertThat(byUser.getSpec().parameters()).containsExactly(new PipelineRunParameter("TARGET", "live"));
        assertThat(runs().toString()).doesNotContain("hidden-word");

        scenario.restart();
        PipelineRun own = scenario.awaitEnd(scenario.createRun("web-1", "web"));
        assertThat(annotation(own, RunAnnotations.RUN_ID)).isEqualTo("4");
        assertThat(runs()).hasSize(4);
        scenario.client.resource(byUser).delete();
        scenario.awaitGone(byUser);
        assertThat(scenario.target.userActions().countBuilds(scenario.job("web")))
                .isEqualTo(3);
    }

    @Test
    void aReplayedBuildGetsARunOfItsOwn() {
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        PipelineRun own = scenario.awaitEnd(scenario.createRun("web-1", "web"));

        script("""
                job.getBuildByNumber(1).getAction(org.jenkinsci.plugins.workflow.cps.replay.ReplayAction)
                    .run2('node { echo "again" }', [:])
                """);

        PipelineRun replay = awaitSucceeded("web-build-2");
        script("""
                job.getBuildByNumber(1).getAction(
                    org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction).run('Build')
                """);
        PipelineRun restart = awaitSucceeded("web-build-3");
        assertThat(annotation(replay, RunAnnotations.TRIGGER)).isEqualTo("replay");
        assertThat(replay.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.REPLAY_OF, "web-1")
                .doesNotContainKey(RunAnnotations.RESTART_STAGE);
        assertThat(restart.getMetadata().getAnnotations())
                .containsEntry(RunAnnotations.TRIGGER, "restart")
                .containsEntry(RunAnnotations.REPLAY_OF, "web-1")
                .containsEntry(RunAnnotations.RESTART_STAGE, "Build");
        assertThat(annotation(own, RunAnnotations.RUN_ID)).isEqualTo("1");
        assertThat(runs()).hasSize(3);
    }

    @Test
    void aBuildThatFailsBeforeItsFirstStepGetsARun() {
        scenario.createPipeline("web", "this is no pipeline {");

        controller.http().post(JenkinsHttpClient.urlPath(scenario.job("web")) + "build?delay=0", Map.of());

        PipelineRun run = await("the run of the build has ended")
                .until(
                        this::runs,
                        all -> all.size() == 1 && all.get(0).getStatus().hasEnded())
                .get(0);
        assertThat(run.getMetadata().getName()).isEqualTo("web-build-1");
        assertThat(run.getStatus().phase()).isEqualTo("Failed");
    }

    @Test
    void buildsThatAScanStartsGetRunsOfTheirBranches() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);

        awaitFirstScan(pipeline("web"));

        List<PipelineRun> runs = await("a run of each branch has succeeded")
                .until(
                        this::runs,
                        all -> all.size() == 2
                                && all.stream().allMatch(run -> "Succeeded"
                                        .equals(run.getStatus().phase())));
        assertThat(runs).extracting(run -> run.getSpec().scm().refName()).containsExactlyInAnyOrder("main", "feat/x");
        assertThat(runs)
                .allSatisfy(run ->
                        assertThat(annotation(run, RunAnnotations.TRIGGER)).isEqualTo("indexing"))
                .allSatisfy(run -> assertThat(run.getMetadata().getName()).matches("web-[0-9a-f]{8}-build-1"));
    }

    @Test
    void buildsOfAPipelineThatDoesNotWantThemGetNoRun() {
        Pipeline pipeline = scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.edit(pipeline, found -> found.getMetadata()
                .setAnnotations(Map.of("devops.kubesphere.io/import-builds", "false")));
        scenario.createPipeline("other", AcceptanceTestProject.SUCCEEDS);

        controller.http().post(JenkinsHttpClient.urlPath(scenario.job("web")) + "build?delay=0", Map.of());
        controller.http().post(JenkinsHttpClient.urlPath(scenario.job("other")) + "build?delay=0", Map.of());

        awaitSucceeded("other-build-1");
        assertThat(runs()).hasSize(1);
    }

    private PipelineRun awaitSucceeded(String name) {
        return await(name + " has succeeded")
                .until(
                        () -> scenario.client
                                .resources(PipelineRun.class)
                                .inNamespace(scenario.namespace)
                                .withName(name)
                                .get(),
                        run -> run != null && "Succeeded".equals(run.getStatus().phase()));
    }

    private List<PipelineRun> runs() {
        return scenario.client
                .resources(PipelineRun.class)
                .inNamespace(scenario.namespace)
                .list()
                .getItems();
    }

    private void script(String script) {
        controller
                .http()
                .runScript("def job = jenkins.model.Jenkins.get().getItemByFullName('" + scenario.namespace + "/web')\n"
                        + script);
    }

    private static String annotation(PipelineRun run, String key) {
        return run.getMetadata().getAnnotations().get(key);
    }
}
