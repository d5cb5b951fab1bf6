package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base class for tests of pipelines that build the branches of a real repository, on a real Jenkins. */
public abstract class RepositoryTestCase extends AcceptanceTestCase {
    /** A Jenkinsfile whose builds print the name of their branch. */
    protected static final String JENKINSFILE =
            "pipeline { agent any; stages { stage('Say') { steps { echo \"<${env.BRANCH_NAME}>\" } } } }";

    /** The repository of the test. It has no branch at first. */
    protected ServedGitRepository git;

    protected JenkinsController controller;

    @Override
    protected AcceptanceTarget target(AcceptanceTargetFactory targets) {
        ControllerTarget target = targets.controller();
        controller = target.controller();
        return target;
    }

    @BeforeEach
    protected void createRepository() {
        git = ServedGitRepository.createIn(state.resolve("app"));
    }

    @AfterEach
    protected void stopRepository() {
        if (git != null) {
            git.close();
        }
    }

    protected Pipeline pipeline(String name) {
        return scenario.apply(Pipeline.class, yaml(name));
    }

    /**
     * YAML of a Pipeline that builds the branches and tags of the repository. It keeps the job of one deleted branch:
     * the job that was built last.
     */
    protected String yaml(String name) {
        return """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: Pipeline
                metadata: {name: %1$s, namespace: NAMESPACE}
                spec:
                  type: multi-branch-pipeline
                  multi_branch_pipeline:
                    {name: %1$s, source_type: git, script_path: Jenkinsfile,
                     discarder: {days_to_keep: "-1", num_to_keep: "1"},
                     git_source: {url: "%2$s", discover_branches: true, discover_tags: true}}
                """.formatted(name, git.url());
    }

    protected Pipeline awaitFirstScan(Pipeline pipeline) {
        scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded");
        return scenario.awaitReady(pipeline);
    }

    /** Creates a run of the pipeline "web" and does not wait for it. */
    protected PipelineRun run(String name, String refName, String refType, PipelineRunParameter... parameters) {
        return scenario.createRun(name, RunSpecs.ofBranch("web", new ScmRef(refType, refName), parameters));
    }

    protected int number(PipelineRun run) {
        return Integer.parseInt(scenario.client
                .resource(run)
                .get()
                .getMetadata()
                .getAnnotations()
                .get(RunAnnotations.RUN_ID));
    }

    /** Starts a scan of the pipeline, as a person does, and waits for the end of the scan. */
    protected void scan(String pipeline) {
        String before = lastScan();
        controller.http().post(JenkinsHttpClient.urlPath(scenario.job(pipeline)) + "build?delay=0", Map.of());
        awaitScanAfter(before);
    }

    /** @param before the value of {@link #lastScan} before the scan */
    protected void awaitScanAfter(String before) {
        await("a new scan has ended").until(this::lastScan, scan -> !scan.equals(before));
    }

    /** Waits for the end of the last scan of "web", and returns a text that identifies this scan. */
    protected String lastScan() {
        String scan = "jenkins.model.Jenkins.get().getItemByFullName('" + scenario.namespace + "/web').computation";
        return await("the scan has ended")
                .until(
                        () -> controller
                                .http()
                                .runScript("println " + scan + ".timestamp.time.time + ' ' + " + scan + ".result"),
                        result -> !result.contains("null"));
    }

    /** Numbers of builds of these branches of "web", each given by the name of its job. */
    protected List<Integer> builds(String... branches) {
        return Stream.of(branches)
                .map(branch -> scenario.target
                        .userActions()
                        .countBuilds(scenario.job("web").withBranch(branch)))
                .toList();
    }
}
