package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.pause;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Tests that the parameters in the Jenkinsfile of a branch are known after the scan, before the first build, and after
 * a push without a scan. Jenkins builds no branch by itself when it is found.
 */
class BranchParametersIT extends RepositoryTestCase {
    /** What was read within this time is not read again because of an unknown parameter. */
    private static final int READ_JUST_NOW_MILLIS = 6_000;

    @Test
    void theFirstRunOfABranchHasTheParameterOfItsJenkinsfile() {
        git.commit("main", "Jenkinsfile", declaring("WHO"));
        awaitFirstScan(pipelineWithoutFirstBuilds());

        PipelineRun run = scenario.awaitEnd(run("web-1", "main", "branch", new PipelineRunParameter("WHO", "moon")));

        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(number(run)).isEqualTo(1);
        assertThat(log(run)).contains("env <moon>", "params <moon>");
    }

    @Test
    void consolesSeeTheParametersOfABranchThatWasNeverBuilt() {
        git.commit("main", "Jenkinsfile", declaring("WHO"));
        Pipeline web = pipelineWithoutFirstBuilds();

        awaitBranches(web, "\"WHO\"");

        assertThat(builds("main")).containsExactly(0);
    }

    @Test
    void aScanOfAChangedJenkinsfileChangesTheParameters() {
        git.commit("main", "Jenkinsfile", declaring("FIRST"));
        Pipeline web = awaitFirstScan(pipelineWithoutFirstBuilds());
        scenario.awaitEnd(run("web-1", "main", "branch", new PipelineRunParameter("FIRST", "1")));

        git.commit("main", "Jenkinsfile", declaring("SECOND"));
        scan("web");
        awaitBranches(web, "\"SECOND\"");
        PipelineRun old = scenario.awaitEnd(run("web-2", "main", "branch", new PipelineRunParameter("FIRST", "2")));
        PipelineRun changed =
                scenario.awaitEnd(run("web-3", "main", "branch", new PipelineRunParameter("SECOND", "3")));

        assertThat(scenario.awaitReason(old, "Succeeded", "InvalidParameter"))
                .contains("has no parameter \"FIRST\"; its parameters are SECOND;");
        assertThat(changed.getStatus().phase()).as("%s", changed.getStatus()).isEqualTo("Succeeded");
        assertThat(log(changed)).contains("env <3>", "params <3>");
    }

    /** The run was refused before the next scan, although its parameter was pushed. */
    @Test
    void aRunWaitsForTheParametersOfACommitThatNoScanHasSeen() {
        git.commit("main", "Jenkinsfile", declaring("FIRST"));
        awaitBranches(awaitFirstScan(pipelineWithoutFirstBuilds()), "\"FIRST\"");
        git.commit("main", "Jenkinsfile", declaring("SECOND"));
        pause(READ_JUST_NOW_MILLIS);
        git.pause();

        PipelineRun run = run("web-1", "main", "branch", new PipelineRunParameter("SECOND", "2"));

        assertThat(scenario.awaitReason(run, "Succeeded", "PipelineNotReady"))
                .endsWith("job " + scenario.namespace
                        + "/web (main) has no parameter \"SECOND\" yet. The Jenkinsfile of this branch is being read for"
                        + " its parameters; the run waits for that");
        git.resume();
        PipelineRun ended = scenario.awaitEnd(run);
        assertThat(ended.getStatus().phase()).as("%s", ended.getStatus()).isEqualTo("Succeeded");
        assertThat(log(ended)).contains("env <2>", "params <2>");
    }

    /** The run was refused: what nobody had read was not read before the next scan. */
    @Test
    void aRunLetsTheJenkinsfileBeReadThatNobodyHasRead() {
        git.commit("main", "Jenkinsfile", declaring("WHO"));
        awaitBranches(awaitFirstScan(pipelineWithoutFirstBuilds()), "\"WHO\"");
        forgetParameters();

        PipelineRun run = scenario.awaitEnd(run("web-1", "main", "branch", new PipelineRunParameter("WHO", "moon")));

        assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo("Succeeded");
        assertThat(log(run)).contains("env <moon>", "params <moon>");
    }

    /** What the last scan had found was taken for the Jenkinsfile until the next scan. */
    @Test
    void aBuildOfANewCommitLetsItsJenkinsfileBeRead() {
        git.commit("main", "Jenkinsfile", declaring("FIRST"));
        awaitFirstScan(pipelineWithoutFirstBuilds());
        scenario.awaitEnd(run("web-1", "main", "branch", new PipelineRunParameter("FIRST", "1")));
        git.commit("main", "Jenkinsfile", declaring("SECOND"));

        scenario.awaitEnd(run("web-2", "main", "branch"));

        awaitStored("SECOND");
    }

    @Test
    void aRestartLetsBranchesBeReadThatNobodyHasRead() throws IOException {
        git.commit("main", "Jenkinsfile", declaring("WHO"));
        awaitBranches(awaitFirstScan(pipelineWithoutFirstBuilds()), "\"WHO\"");
        scenario.target.stop();
        Files.delete(storedParameters());

        scenario.target.start(Set.of(scenario.namespace));

        awaitStored("WHO");
    }

    private void awaitStored(String parameter) {
        await("the stored parameters have " + parameter)
                .until(() -> Files.exists(storedParameters())
                        && Files.readString(storedParameters()).contains("\"" + parameter + "\""));
    }

    private Path storedParameters() {
        return controller
                .homeFolder()
                .builds(scenario.job("web").withBranch("main"))
                .folder()
                .resolveSibling("kubesphere-devops-parameters.json");
    }

    /** After an update of the plugin, or a crash during the reading, nothing is stored. */
    private void forgetParameters() {
        controller.http().runScript("""
                import io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter.DeclaredParameterFile
                def job = jenkins.model.Jenkins.get().getItemByFullName('%s/web/main')
                assert new File(job.rootDir, DeclaredParameterFile.NAME).delete()
                DeclaredParameterFile.READ.clear()
                """.formatted(scenario.namespace));
        assertThat(storedParameters()).doesNotExist();
    }

    private Pipeline pipelineWithoutFirstBuilds() {
        return scenario.apply(
                Pipeline.class,
                yaml("web")
                        .replace(
                                "namespace: NAMESPACE",
                                "namespace: NAMESPACE, annotations: {devops.kubesphere.io/build-new-branches: \"false\"}"));
    }

    private void awaitBranches(Pipeline pipeline, String text) {
        scenario.await(pipeline, found -> found.getMetadata()
                .getAnnotations()
                .getOrDefault(PipelineAnnotations.BRANCHES, "")
                .contains(text));
    }

    private static String declaring(String parameter) {
        return "pipeline { agent any; parameters { string(name: '%1$s', defaultValue: 'none') }; stages { stage('Print') {"
                        .formatted(parameter)
                + " steps { sh 'echo \"env <$%1$s>\"'; echo \"params <${params.%1$s}>\" } } } }".formatted(parameter);
    }

    private String log(PipelineRun run) {
        return controller.http().getText(JenkinsHttpClient.urlPath(scenario.job(run)) + number(run) + "/consoleText");
    }
}
