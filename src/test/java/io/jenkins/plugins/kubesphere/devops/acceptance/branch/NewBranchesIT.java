package io.jenkins.plugins.kubesphere.devops.acceptance.branch;

import static io.jenkins.plugins.kubesphere.devops.engine.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.RepositoryTestCase;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsController;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which branches Jenkins builds by itself, with the switch for new branches on and off. What a scan starts its log says when it
 * has ended; what came of it are the builds.
 */
class NewBranchesIT extends RepositoryTestCase {
    private static final String SWITCH = "devops.kubesphere.io/build-new-branches";
    private static final Pattern SCHEDULED = Pattern.compile("(?m)^Scheduled build for branch: (.+)$");

    @BeforeEach
    void commitBranches() {
        git.commit("main", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "Jenkinsfile", JENKINSFILE);
        git.tag("v1", "main");
    }

    @Test
    void whatAScanFindsFirstIsBuiltUnlessTheSwitchIsOff() {
        scanned(pipeline("web"));
        assertThat(scheduled()).containsExactlyInAnyOrder("main", "feat/x");
        // What waits in the queue builds the newest, whatever else is scheduled.
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
    void whileTheSwitchIsOffABranchIsBuiltOnceItChangesOrByARun() {
        scanned(switchedOff());
        assertThat(scheduled()).isEmpty();

        git.commit("later", "Jenkinsfile", JENKINSFILE);
        scan("web");
        assertThat(scheduled()).isEmpty();

        git.commit("main", "README", "changed");
        git.commit("later", "README", "changed");
        scan("web");
        assertThat(scheduled()).containsExactlyInAnyOrder("main", "later");
        awaitBuilds(1, 0, 1);

        PipelineRun run = loop.awaitOver(run("web-1", "feat/x", "branch"));
        assertThat(run.getStatus().phase()).isEqualTo("Succeeded");
        scan("web");
        assertThat(scheduled()).isEmpty();
        awaitBuilds(1, 1, 1);
    }

    @Test
    void aBranchThatComesBackIsNew() {
        Pipeline pipeline = scanned(switchedOff());
        goAndComeBack("feat/x");
        assertThat(scheduled()).isEmpty();

        turn(pipeline, "true");
        goAndComeBack("feat/x");
        assertThat(scheduled()).containsExactly("feat/x");
        awaitBuilds(0, 1, 0);
    }

    /** A repository of a hundred branches would be built a hundred times at once. */
    @Test
    void turningTheSwitchBuildsNothing() {
        Pipeline pipeline = scanned(switchedOff());
        git.commit("main", "README", "changed");
        scan("web");
        awaitBuilds(1, 0, 0);

        turn(pipeline, null);
        assertThat(scheduled()).isEmpty();
        scan("web");
        assertThat(scheduled()).isEmpty();

        git.commit("later", "Jenkinsfile", JENKINSFILE);
        git.commit("feat/x", "README", "changed");
        scan("web");
        assertThat(scheduled()).containsExactlyInAnyOrder("later", "feat/x");

        turn(pipeline, "false");
        assertThat(scheduled()).isEmpty();
        git.commit("last", "Jenkinsfile", JENKINSFILE);
        scan("web");
        assertThat(scheduled()).isEmpty();
        awaitBuilds(1, 1, 1);
        assertThat(builds("last")).containsExactly(0);
    }

    private Pipeline switchedOff() {
        return loop.apply(
                Pipeline.class,
                yaml("web")
                        .replace(
                                "namespace: NAMESPACE",
                                "namespace: NAMESPACE, annotations: {" + SWITCH + ": \"false\"}"));
    }

    /** @param to null to take the annotation off */
    private void turn(Pipeline pipeline, String to) {
        String before = lastScan();
        loop.edit(pipeline, found -> {
            Map<String, String> annotations = found.getMetadata().getAnnotations();
            if (to == null) {
                annotations.remove(SWITCH);
            } else {
                annotations.put(SWITCH, to);
            }
        });
        awaitScanAfter(before);
        loop.awaitReady(pipeline);
        assertThat(loop.client.v1().events().inNamespace(loop.namespace).list().getItems())
                .as("nobody did that in Jenkins")
                .noneMatch(event -> "DriftCorrected".equals(event.getReason()));
    }

    /** The job stays meanwhile, and takes no builds. */
    private void goAndComeBack(String branch) {
        git.deleteBranch(branch);
        scan("web");
        git.commit(branch, "Jenkinsfile", JENKINSFILE);
        scan("web");
    }

    /** The branches that the last scan began to build. */
    private List<String> scheduled() {
        return SCHEDULED
                .matcher(controller.http().text(JenkinsController.path(loop.job("web")) + "indexing/consoleText"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Of main, feat/x and later. No tag is ever built. */
    private void awaitBuilds(int main, int feature, int later) {
        await("they are built")
                .until(() -> builds("main", "feat%2Fx", "later", "v1"), List.of(main, feature, later, 0)::equals);
    }
}
