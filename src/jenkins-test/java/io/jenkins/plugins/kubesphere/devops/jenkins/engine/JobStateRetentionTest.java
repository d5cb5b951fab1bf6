package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
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

/** Tests what builds write into their own job, and how a job behaves that is created again or changed. */
@WithJenkins
class JobStateRetentionTest {
    private static final String DECLARES_PROPERTIES = """
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
    private final JenkinsRuleEngine ruleEngine = new JenkinsRuleEngine();
    private JenkinsRule jenkins;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
    }

    /**
     * The first build writes the properties that its Jenkinsfile declares into the job. If we removed these properties,
     * each run would save the job again.
     */
    @ParameterizedTest
    @ValueSource(strings = {DECLARES_PROPERTIES, SETS_PROPERTIES})
    void propertiesOfTheJenkinsfileAreKeptAndAreNotDrift(String jenkinsfile) {
        EngineTestProject project = EngineTestProject.createWithFolder(ruleEngine);
        PipelineSpec spec = EngineTestProject.spec("one", false, jenkinsfile);
        project.ensure(spec);
        project.awaitEnd(project.start());
        assertDeclared(project);
        // The step "properties" records what it declared only in memory. The plugin saves the job after the build.
        await("the config.xml records what the Jenkinsfile declared")
                .until(() -> config(project).contains("JobPropertyTrackerAction"));
        for (int i = 0; i < 3; i++) {
            try (SaveCounter saves = new SaveCounter()) {
                assertThat(project.ensure(spec)).isEqualTo(ItemOperationResult.UNCHANGED);
                assertThat(saves.count()).as("saves").isZero();
            }
            assertThat(project.awaitEnd(project.start()).result()).isEqualTo(RunResult.SUCCESS);
            assertDeclared(project);
        }
        assertThat(ItemOwnership.ownerOf(job(project))).contains(project.pipelineOwner);
    }

    /** Everybody who may push can write the Jenkinsfile. It must not be able to set the owner of the job. */
    @Test
    void aJenkinsfileCannotSetTheManagedProperty() {
        EngineTestProject project = EngineTestProject.createWithJob(
                ruleEngine, "properties([[$class: 'ManagedJobProperty', kind: 'Pipeline', name: 'other']])");
        RunRequest run = project.start();
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.FAILURE);
        assertThat(job(project).getAllProperties())
                .filteredOn(ManagedJobProperty.class::isInstance)
                .singleElement()
                .satisfies(
                        mark -> assertThat(((ManagedJobProperty) mark).owner()).isEqualTo(project.pipelineOwner));
    }

    /** A new job counts its builds from 1. So a new build could get the number of an earlier run. */
    @Test
    void aRecreatedJobContinuesItsBuildNumbers() {
        EngineTestProject project =
                EngineTestProject.createWithJob(ruleEngine, EngineTestProject.steps("echo 'hello'"));
        assertThat(project.awaitEnd(project.start()).number()).hasValue(1);
        ruleEngine.userActions().deleteJob(project.job);
        assertThat(project.ensure(EngineTestProject.spec("", false, EngineTestProject.steps("echo 'hello'"))))
                .isEqualTo(ItemOperationResult.CREATED);
        assertThat(project.awaitEnd(project.startAbove(1)).number()).hasValue(2);
    }

    /** A running build must stay the same object, because listeners and executors refer to it. */
    @Test
    void aChangeOfTheJobKeepsTheRunningBuild() {
        EngineTestProject project = EngineTestProject.createWithJob(ruleEngine, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = project.startAndAwaitInput();
        WorkflowRun before = job(project).getLastBuild();
        assertThat(project.ensure(EngineTestProject.spec("edited", false, EngineTestProject.WAITS_FOR_INPUT)))
                .isEqualTo(ItemOperationResult.UPDATED);
        assertThat(job(project).getLastBuild()).isSameAs(before);
        assertThat(job(project).getBuilds()).isEqualTo(List.of(before));
        project.answer(run, true);
        assertThat(project.await(run, State.FINISHED).result()).isEqualTo(RunResult.SUCCESS);
    }

    private WorkflowJob job(EngineTestProject project) {
        return jenkins.jenkins.getItemByFullName(project.job.toString(), WorkflowJob.class);
    }

    private String config(EngineTestProject project) {
        try {
            return job(project).getConfigFile().asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertDeclared(EngineTestProject project) {
        assertThat(config(project))
                .containsOnlyOnce("<name>DRY</name>")
                .containsOnlyOnce("<spec>H H 1 1 *</spec>")
                .containsOnlyOnce("<numToKeep>20</numToKeep>");
    }
}
