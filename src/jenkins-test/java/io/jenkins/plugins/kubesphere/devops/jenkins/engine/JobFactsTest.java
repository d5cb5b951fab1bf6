package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFixtureProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemChange;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedJobProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What builds write into their own job, and what becomes of a job that is made anew or changed. */
@WithJenkins
class JobFactsTest {
    private static final String DECLARES = """
            pipeline {
              agent any
              options { buildDiscarder(logRotator(numToKeepStr: '20')) }
              parameters { booleanParam(name: 'DRY', defaultValue: true) }
              triggers { cron('H H 1 1 *') }
              stages { stage('Build') { steps { echo 'hello' } } }
            }
            """;
    private static final String SETS_PROPERTIES = """
            properties([
              buildDiscarder(logRotator(numToKeepStr: '20')),
              parameters([booleanParam(name: 'DRY', defaultValue: true)]),
              pipelineTriggers([cron('H H 1 1 *')])
            ])
            echo 'hello'
            """;

    private final RuleEngine tested = new RuleEngine();
    private JenkinsRule jenkins;

    @BeforeEach
    void begin(JenkinsRule rule) {
        jenkins = rule;
    }

    private WorkflowJob job(EngineFixtureProject sample) {
        return jenkins.jenkins.getItemByFullName(sample.job.toString(), WorkflowJob.class);
    }

    /** What a Jenkinsfile says of its job, its first build writes there; whoever takes it out again writes at each run. */
    @ParameterizedTest
    @ValueSource(strings = {DECLARES, SETS_PROPERTIES})
    void whatTheJenkinsfileSaysOfItsJobStaysAndIsNoDrift(String jenkinsfile) {
        EngineFixtureProject sample = EngineFixtureProject.folder(tested);
        PipelineSpec spec = EngineFixtureProject.spec("one", false, jenkinsfile);
        sample.ensure(spec);
        sample.end(sample.started());
        assertDeclared(sample);
        // The step properties leaves it in memory; it is saved when the build's end has been told.
        await("the note of what was declared is written")
                .until(() -> config(sample).contains("JobPropertyTrackerAction"));
        for (int i = 0; i < 3; i++) {
            try (SaveCounter saves = new SaveCounter()) {
                assertThat(sample.ensure(spec)).isEqualTo(ItemChange.UNCHANGED);
                assertThat(saves.count()).as("saves").isZero();
            }
            assertThat(sample.end(sample.started()).result()).isEqualTo(RunResult.SUCCESS);
            assertDeclared(sample);
        }
        assertThat(ItemOwnership.of(job(sample))).contains(sample.pipeline);
    }

    private String config(EngineFixtureProject sample) {
        try {
            return job(sample).getConfigFile().asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertDeclared(EngineFixtureProject sample) {
        assertThat(config(sample))
                .containsOnlyOnce("<name>DRY</name>")
                .containsOnlyOnce("<spec>H H 1 1 *</spec>")
                .containsOnlyOnce("<numToKeep>20</numToKeep>");
    }

    /** A Jenkinsfile is written by whoever may push; it must not be able to say whose job this is. */
    @Test
    void jenkinsfileCannotMakeAMark() {
        EngineFixtureProject sample = EngineFixtureProject.job(
                tested, "properties([[$class: 'ManagedJobProperty', kind: 'Pipeline', name: 'other']])");
        RunRequest run = sample.started();
        assertThat(sample.end(run).result()).isEqualTo(RunResult.FAILURE);
        assertThat(job(sample).getAllProperties())
                .filteredOn(ManagedJobProperty.class::isInstance)
                .singleElement()
                .satisfies(
                        mark -> assertThat(((ManagedJobProperty) mark).owner()).isEqualTo(sample.pipeline));
    }

    /** A job that is made anew begins to count at 1, and two builds would have one number. */
    @Test
    void jobThatIsMadeAnewCountsOn() {
        EngineFixtureProject sample = EngineFixtureProject.job(tested, EngineFixtureProject.steps("echo 'hello'"));
        assertThat(sample.end(sample.started()).number()).hasValue(1);
        tested.byHand().deleteJob(sample.job);
        assertThat(sample.ensure(EngineFixtureProject.spec("", false, EngineFixtureProject.steps("echo 'hello'"))))
                .isEqualTo(ItemChange.CREATED);
        assertThat(sample.end(sample.startedAbove(1)).number()).hasValue(2);
    }

    /** The build that runs must stay the object that it is: listeners and executors hold it. */
    @Test
    void changeDuringABuildKeepsTheBuild() {
        EngineFixtureProject sample = EngineFixtureProject.job(tested, EngineFixtureProject.PAUSES);
        RunRequest run = sample.startedAndPaused();
        WorkflowRun before = job(sample).getLastBuild();
        assertThat(sample.ensure(EngineFixtureProject.spec("edited", false, EngineFixtureProject.PAUSES)))
                .isEqualTo(ItemChange.UPDATED);
        assertThat(job(sample).getLastBuild()).isSameAs(before);
        assertThat(job(sample).getBuilds()).isEqualTo(List.of(before));
        sample.answer(run, true);
        assertThat(sample.await(run, State.FINISHED).result()).isEqualTo(RunResult.SUCCESS);
    }
}
