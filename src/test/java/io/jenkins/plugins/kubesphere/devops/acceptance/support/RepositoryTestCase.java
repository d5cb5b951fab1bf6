package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;

import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRunParameter;
import io.jenkins.plugins.kubesphere.devops.api.run.ScmRef;
import io.jenkins.plugins.kubesphere.devops.engine.RunSpecs;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of pipelines that build the branches of a real repository, on a real Jenkins. */
public abstract class RepositoryTestCase extends AcceptanceTestCase {
    /** A Jenkinsfile whose builds say which branch they are of. */
    public static final String JENKINSFILE =
            "pipeline { agent any; stages { stage('Say') { steps { echo \"<${env.BRANCH_NAME}>\" } } } }";

    /** Without a branch as yet. */
    public ServedGitRepository git;

    public JenkinsController controller;

    @Override
    protected Target target(Targets targets) {
        ControllerTarget target = targets.controller();
        controller = target.controller();
        return target;
    }

    @BeforeEach
    public void makeRepository() {
        git = ServedGitRepository.at(state.resolve("app"));
    }

    @AfterEach
    public void endRepository() {
        if (git != null) {
            git.close();
        }
    }

    public Pipeline pipeline(String name) {
        return loop.apply(Pipeline.class, yaml(name));
    }

    /** Branches and tags of the repository; of the jobs whose branches are gone, the one that was built last is kept. */
    public String yaml(String name) {
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

    public Pipeline scanned(Pipeline pipeline) {
        loop.awaitReason(pipeline, "Scanned", "ScanSucceeded");
        return loop.awaitReady(pipeline);
    }

    /** Creates a run of the pipeline "web" and waits for nothing. */
    public PipelineRun run(String name, String refName, String refType, PipelineRunParameter... parameters) {
        return loop.run(name, RunSpecs.ofBranch("web", new ScmRef(refType, refName), parameters));
    }

    public int number(PipelineRun run) {
        return Integer.parseInt(
                loop.client.resource(run).get().getMetadata().getAnnotations().get(RunAnnotations.RUN_ID));
    }

    /** Scans as a person does, and waits until that has ended. */
    public void scan(String pipeline) {
        String before = lastScan();
        controller.http().post(JenkinsController.path(loop.job(pipeline)) + "build?delay=0", Map.of());
        awaitScanAfter(before);
    }

    /** @param before what {@link #lastScan} said */
    public void awaitScanAfter(String before) {
        await("it is scanned").until(this::lastScan, scan -> !scan.equals(before));
    }

    /** What tells the last scan of "web" from others; waits until it has ended. */
    public String lastScan() {
        String scan = "jenkins.model.Jenkins.get().getItemByFullName('" + loop.namespace + "/web').computation";
        return await("the scan has ended")
                .until(
                        () -> controller
                                .http()
                                .script("println " + scan + ".timestamp.time.time + ' ' + " + scan + ".result"),
                        told -> !told.contains("null"));
    }

    /** How many builds the jobs of these branches of "web" have, each named by its job. */
    public List<Integer> builds(String... branches) {
        return Stream.of(branches)
                .map(branch -> loop.target.byHand().builds(loop.job("web").ofBranch(branch)))
                .toList();
    }
}
