package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.Await;
import io.jenkins.plugins.kubesphere.devops.engine.Change;
import io.jenkins.plugins.kubesphere.devops.engine.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.State;
import io.jenkins.plugins.kubesphere.devops.engine.Sample;
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

    private WorkflowJob job(Sample sample) {
        return jenkins.jenkins.getItemByFullName(sample.job.toString(), WorkflowJob.class);
    }

    /** What a Jenkinsfile says of its job, its first build writes there; whoever takes it out again writes at each run. */
    @ParameterizedTest
    @ValueSource(strings = {DECLARES, SETS_PROPERTIES})
    void whatTheJenkinsfileSaysOfItsJobStaysAndIsNoDrift(String jenkinsfile) {
        Sample sample = Sample.folder(tested);
        PipelineSpec spec = Sample.spec("one", false, jenkinsfile);
        sample.ensure(spec);
        sample.end(sample.started());
        assertDeclared(sample);
        // The step properties leaves it in memory; it is saved when the build's end has been told.
        Await.until(
                "the note of what was declared is written", () -> config(sample).contains("JobPropertyTrackerAction"));
        for (int i = 0; i < 3; i++) {
            try (Saves saves = new Saves()) {
                assertThat(sample.ensure(spec)).isEqualTo(Change.UNCHANGED);
                assertThat(saves.count()).as("saves").isZero();
            }
            assertThat(sample.end(sample.started()).result()).isEqualTo(Result.SUCCESS);
            assertDeclared(sample);
        }
        assertThat(Owners.of(job(sample))).contains(sample.pipeline);
    }

    private String config(Sample sample) {
        try {
            return job(sample).getConfigFile().asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertDeclared(Sample sample) {
        assertThat(config(sample))
                .containsOnlyOnce("<name>DRY</name>")
                .containsOnlyOnce("<spec>H H 1 1 *</spec>")
                .containsOnlyOnce("<numToKeep>20</numToKeep>");
    }

    /** A Jenkinsfile is written by whoever may push; it must not be able to say whose job this is. */
    @Test
    void jenkinsfileCannotMakeAMark() {
        Sample sample = Sample.job(tested, "properties([[$class: 'ManagedJob', kind: 'Pipeline', name: 'other']])");
        RunRequest run = sample.started();
        assertThat(sample.end(run).result()).isEqualTo(Result.FAILURE);
        assertThat(job(sample).getAllProperties())
                .filteredOn(ManagedJob.class::isInstance)
                .singleElement()
                .satisfies(mark -> assertThat(((ManagedJob) mark).owner()).isEqualTo(sample.pipeline));
    }

    /** A job that is made anew begins to count at 1, and two builds would have one number. */
    @Test
    void jobThatIsMadeAnewCountsOn() {
        Sample sample = Sample.job(tested, Sample.steps("echo 'hello'"));
        assertThat(sample.end(sample.started()).number()).hasValue(1);
        tested.byHand().deleteJob(sample.job);
        assertThat(sample.ensure(Sample.spec("", false, Sample.steps("echo 'hello'"))))
                .isEqualTo(Change.CREATED);
        assertThat(sample.end(sample.startedAbove(1)).number()).hasValue(2);
    }

    /** The build that runs must stay the object that it is: listeners and executors hold it. */
    @Test
    void changeDuringABuildKeepsTheBuild() {
        Sample sample = Sample.job(tested, Sample.PAUSES);
        RunRequest run = sample.startedAndPaused();
        WorkflowRun before = job(sample).getLastBuild();
        assertThat(sample.ensure(Sample.spec("edited", false, Sample.PAUSES))).isEqualTo(Change.UPDATED);
        assertThat(job(sample).getLastBuild()).isSameAs(before);
        assertThat(job(sample).getBuilds()).isEqualTo(List.of(before));
        sample.answer(run, true);
        assertThat(sample.await(run, State.FINISHED).result()).isEqualTo(Result.SUCCESS);
    }
}
