package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tests which branch, tag or request a run builds, and what a run says that waits for its branch, on a real Jenkins.
 */
class BranchRunsIT extends RepositoryTestCase {
    private static final String JENKINSFILE =
            "pipeline { agent any; stages { stage('Say') { steps { echo \"<${env.BRANCH_NAME}>\" } } } }";

    @Test
    void aRunOfATagDoesNotBuildABranch() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.tag("v1", "main");
        awaitFirstScan(pipeline("web"));

        assertThat(scenario.awaitReason(run("a", "main", "tag"), "Succeeded", "RefTypeMismatch"))
                .isEqualTo("PipelineRun " + scenario.namespace + "/a: spec.scm asks for a tag, but \"main\" in the"
                        + " multi-branch job " + scenario.namespace + "/web is a branch; Jenkins has one job for each"
                        + " name. Create a run with refType branch, or without refType, to build what there is; or give"
                        + " a tag a name of its own, and scan again");
        assertThat(scenario.awaitReason(run("b", "v1", "branch"), "Succeeded", "RefTypeMismatch"))
                .contains("asks for a branch, but \"v1\"", " is a tag; ", "refType tag");
        scenario.awaitReason(run("c", "refs/tags/main", ""), "Succeeded", "RefTypeMismatch");
        scenario.awaitReason(run("d", "main", "pr"), "Succeeded", "RefTypeMismatch");
        assertThat(phaseAtEnd("e", "main", "branch")).isEqualTo("Succeeded");
        assertThat(phaseAtEnd("f", "v1", "tag")).isEqualTo("Succeeded");
        assertThat(phaseAtEnd("g", "v1", null)).isEqualTo("Succeeded");
        assertThat(phaseAtEnd("h", "refs/remotes/origin/main", null)).isEqualTo("Succeeded");
    }

    /** Both runs built the same commit, and succeeded. */
    @Test
    void onlyOneOfABranchAndATagWithTheSameNameIsBuilt() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("v2", "Jenkinsfile", JENKINSFILE);
        git.tag("v2", "main");
        awaitFirstScan(pipeline("web"));

        assertThat(List.of(phaseAtEnd("tag", "v2", "tag"), phaseAtEnd("branch", "v2", "branch")))
                .containsExactlyInAnyOrder("Succeeded", "Failed");
    }

    @Test
    void theMessageOfAMisspeltBranchNamesThoseThatThereAre() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        awaitFirstScan(pipeline("web"));

        assertThat(scenario.awaitReason(run("a", "origin/main", null), "Ready", "BranchNotFound"))
                .endsWith("or correct spec.scm.refName; similar names in the job: main");
        assertThat(scenario.awaitReason(run("b", "Feat/X", null), "Ready", "BranchNotFound"))
                .endsWith("; similar names in the job: feat/x");
        assertThat(scenario.awaitReason(run("c", "master", null), "Ready", "BranchNotFound"))
                .endsWith("; the job has feat/x, main");
    }

    @Test
    void theConditionDoesNotCountABranchThatIsGone() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        Pipeline pipeline = awaitFirstScan(pipeline("web"));
        assertThat(scenario.awaitReason(pipeline, "Scanned", "ScanSucceeded")).isEqualTo("2 branches");

        git.deleteBranch("feat/x");
        scan("web");

        scenario.await(pipeline, found -> found.getStatus()
                .condition("Scanned")
                .orElseThrow()
                .message()
                .equals("1 branch"));
        assertThat(scenario.target.hasJob(scenario.job("web").withBranch("feat%2Fx")))
                .as("the job is kept for its builds")
                .isTrue();
    }

    /** A server that takes the connection and says nothing. */
    @Test
    void aScanThatHangsIsToldAndSoAreItsRuns() throws IOException {
        controller
                .http()
                .runScript("System.setProperty('io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch"
                        + ".RunningScanReader.seconds', '4')");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Pipeline pipeline = scenario.apply(
                    Pipeline.class,
                    yaml("web").replace(git.url(), "git://127.0.0.1:" + silent.getLocalPort() + "/app"));

            assertThat(scenario.awaitReason(pipeline, "Scanned", "Scanning"))
                    .startsWith("the repository has been scanned since 20")
                    .contains(", and the scan has not ended; the last line of its log: ");
            assertThat(scenario.awaitReason(run("web-1", "main", null), "Ready", "BranchNotFound"))
                    .contains(
                            "branch \"main\" of the multi-branch job",
                            " has no job: the repository has been scanned since 20",
                            "; the last line of the log: ");
        }
    }

    private String phaseAtEnd(String name, String refName, String refType) {
        return scenario.awaitEnd(run(name, refName, refType)).getStatus().phase();
    }
}
