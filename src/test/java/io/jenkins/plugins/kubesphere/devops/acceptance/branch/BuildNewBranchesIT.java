package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsHttpClient;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests which branches Jenkins builds by itself, with the annotation for new branches on and off. The log of a scan
 * lists the builds that Jenkins starts after the scan.
 */
class BuildNewBranchesIT extends RepositoryTestCase {
    private static final String BUILD_NEW_BRANCHES = "devops.kubesphere.io/build-new-branches";
    private static final Pattern SCHEDULED = Pattern.compile("(?m)^Scheduled build for branch: (.+)$");

    @BeforeEach
    void commitBranches() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        git.tag("v1", "main");
    }

    @Test
    void branchesOfTheFirstScanAreBuiltUnlessTheAnnotationIsOff() {
        awaitFirstScan(pipeline("web"));
        assertThat(scheduled()).containsExactlyInAnyOrder("main", "feat/x");
        // Waits, because builds that are still queued would also contain the commits below.
        awaitBuilds(1, 1, 0);

        git.commit("later", "Jenkinsfile", JENKINSFILE);
        git.commit("main", "README", "changed");
        scan("web");
        assertThat(scheduled()).containsExactlyInAnyOrder("main", "later");

        scan("web");
        assertThat(scheduled()).isEmpty();
        awaitBuilds(2, 1, 1);
    }

    @Test
    void withTheAnnotationOffOnlyAChangeOrARunBuildsABranch() {
        awaitFirstScan(createWithAnnotationOff());
        assertThat(scheduled()).isEmpty();

        git.commit("later", "Jenkinsfile", JENKINSFILE);
        scan("web");
        assertThat(scheduled()).isEmpty();

        git.commit("main", "README", "changed");
        git.commit("later", "README", "changed");
        scan("web");
        assertThat(scheduled()).containsExactlyInAnyOrder("main", "later");
        awaitBuilds(1, 0, 1);

        PipelineRun run = scenario.awaitEnd(run("web-1", "feat/x", "branch"));
        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        scan("web");
        assertThat(scheduled()).isEmpty();
        awaitBuilds(1, 1, 1);
    }

    @Test
    void aBranchThatIsCreatedAgainIsNew() {
        Pipeline pipeline = awaitFirstScan(createWithAnnotationOff());
        deleteAndRecreate("feat/x");
        assertThat(scheduled()).isEmpty();

        setAnnotation(pipeline, "true");
        deleteAndRecreate("feat/x");
        assertThat(scheduled()).containsExactly("feat/x");
        awaitBuilds(0, 1, 0);
    }

    /** If a change of the annotation started builds, all branches of a large repository would be built at once. */
    @Test
    void aChangeOfTheAnnotationStartsNoBuild() {
        Pipeline pipeline = awaitFirstScan(createWithAnnotationOff());
        git.commit("main", "README", "changed");
        scan("web");
        awaitBuilds(1, 0, 0);

        setAnnotation(pipeline, null);
        assertThat(scheduled()).isEmpty();
        scan("web");
        assertThat(scheduled()).isEmpty();

        git.commit("later", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "README", "changed");
        scan("web");
        assertThat(scheduled()).containsExactlyInAnyOrder("later", "feat/x");

        setAnnotation(pipeline, "false");
        assertThat(scheduled()).isEmpty();
        git.commit("last", "Jenkinsfile", JENKINSFILE);
        scan("web");
        assertThat(scheduled()).isEmpty();
        awaitBuilds(1, 1, 1);
        assertThat(builds("last")).containsExactly(0);
    }

    private Pipeline createWithAnnotationOff() {
        return scenario.apply(
                Pipeline.class,
                yaml("web")
                        .replace(
                                "namespace: NAMESPACE",
                                "namespace: NAMESPACE, annotations: {" + BUILD_NEW_BRANCHES + ": \"false\"}"));
    }

    /** @param value new value; null removes the annotation */
    private void setAnnotation(Pipeline pipeline, String value) {
        String before = lastScan();
        scenario.edit(pipeline, found -> {
            Map<String, String> annotations = found.getMetadata().getAnnotations();
            if (value == null) {
                annotations.remove(BUILD_NEW_BRANCHES);
            } else {
                annotations.put(BUILD_NEW_BRANCHES, value);
            }
        });
        awaitScanAfter(before);
        scenario.awaitReady(pipeline);
        assertThat(scenario.client
                        .v1()
                        .events()
                        .inNamespace(scenario.namespace)
                        .list()
                        .getItems())
                .as("Events about changes in Jenkins")
                .noneMatch(event -> "DriftCorrected".equals(event.getReason()));
    }

    /** Deletes the branch and creates it again. Meanwhile, its job is disabled, but not deleted. */
    private void deleteAndRecreate(String branch) {
        git.deleteBranch(branch);
        scan("web");
        git.commit(branch, "Jenkinsfile", JENKINSFILE);
        scan("web");
    }

    /** Branches whose builds the last scan scheduled. */
    private List<String> scheduled() {
        return SCHEDULED
                .matcher(controller
                        .http()
                        .getText(JenkinsHttpClient.urlPath(scenario.job("web")) + "indexing/consoleText"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Waits for these numbers of builds of main, feat/x and later. Tags are never built. */
    private void awaitBuilds(int main, int feature, int later) {
        await("main, feat/x and later are built")
                .until(() -> builds("main", "feat%2Fx", "later", "v1"), List.of(main, feature, later, 0)::equals);
    }
}
