package io.jenkins.plugins.kubesphere.devops.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.graph.FlowNodeStatus;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.graph.Stage;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmbeddedRunGraphTest extends EmbeddedEngineTestCase {
    @Test
    void stagesAndStepsOfADeclarativePipelineAreListed() {
        assertThat(run("""
                pipeline { agent any; stages {
                  stage('Build') { steps { echo 'built' } }
                  stage('Docs') { when { expression { false } }; steps { echo 'never' } }
                  stage('Test') { parallel {
                    stage('Linux') { steps { sh 'true' } }
                    stage('Windows') { steps { sh 'exit 3' } } } }
                  stage('Deploy') { steps { echo 'never' } } } }"""))
                .containsExactly(
                        "STAGE Build FINISHED SUCCESS [echo FINISHED SUCCESS]",
                        "STAGE Docs SKIPPED NOT_BUILT []",
                        "STAGE Test FINISHED FAILURE [sh FINISHED SUCCESS, sh FINISHED FAILURE]",
                        "PARALLEL Linux FINISHED SUCCESS [sh FINISHED SUCCESS]",
                        "PARALLEL Windows FINISHED FAILURE [sh FINISHED FAILURE]",
                        "STAGE Deploy SKIPPED NOT_BUILT []");
    }

    @Test
    void stagesOfAScriptedPipelineAreListed() {
        assertThat(run("node { stage('Build') { timeout(5) { echo 'a' } }\n stage('Check') { unstable 'so so' } }"))
                .containsExactly(
                        "STAGE Build FINISHED SUCCESS [echo FINISHED SUCCESS]",
                        "STAGE Check FINISHED UNSTABLE [unstable FINISHED UNSTABLE]");
    }

    @Test
    void aQuestionPausesItsStageAndIsReported() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        Queue<EngineEvent> events = new ConcurrentLinkedQueue<>();
        engine.subscribe(events::add);
        RunRequest run = project.start();

        Await.await("the question").until(() -> engine.runDetails().graph(project.job, run.run()).stream()
                .flatMap(graph -> graph.stages().stream())
                .flatMap(stage -> stage.steps().stream())
                .anyMatch(step -> step.input().isPresent()));

        assertThat(describe(engine.runDetails().graph(project.job, run.run()).orElseThrow()))
                .containsExactly("STAGE Ask PAUSED UNKNOWN [input PAUSED UNKNOWN]");
        assertThat(events).contains(new EngineEvent.RunGraphChanged(run.run()));
        engine.runs().stop(project.job, run.run());
        project.awaitEnd(run);
        assertThat(describe(engine.runDetails().graph(project.job, run.run()).orElseThrow()))
                .containsExactly("STAGE Ask FINISHED ABORTED [input FINISHED ABORTED]");
    }

    private List<String> run(String jenkinsfile) {
        EngineTestProject project = EngineTestProject.createWithJob(this, jenkinsfile);
        RunRequest run = project.start();
        project.awaitEnd(run);
        return describe(engine.runDetails().graph(project.job, run.run()).orElseThrow());
    }

    private static List<String> describe(RunGraph graph) {
        return graph.stages().stream()
                .map(stage -> stage.type() + " " + stage.name() + " " + describe(stage.status()) + " " + steps(stage))
                .toList();
    }

    private static String steps(Stage stage) {
        return stage.steps().stream()
                .map(step -> step.name() + " " + describe(step.status()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String describe(FlowNodeStatus status) {
        return status.state().map(Enum::name).orElse("") + " "
                + status.result().map(Enum::name).orElse("");
    }
}
