package io.jenkins.plugins.kubesphere.devops.acceptance.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests where the pages of folders and jobs say that a resource manages them. Needs a real controller. */
class ManagedItemPagesIT {
    private static final String STAGE_VIEW = "pipeline-stage-view";
    private static final String RESTORED = "These settings are restored at once";

    private static ControllerTarget target;
    private static AcceptanceTestProject scenario;

    @BeforeAll
    static void startController() {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(List.of(STAGE_VIEW));
        target = ControllerTarget.install(files, List.of(STAGE_VIEW));
        scenario = AcceptanceTestProject.start(target);
        scenario.createPipeline("web", AcceptanceTestProject.SUCCEEDS);
        scenario.awaitEnd(scenario.createRun("web-1", "web"));
    }

    @AfterAll
    static void stopController() {
        if (target != null) {
            target.shutDown();
        }
    }

    /** The table of stages of an older job is longer than a screen. */
    @Test
    void thePanelOfAJobIsAboveTheTableOfStages() {
        String page = page("job/web/");

        assertThat(page)
                .containsSubsequence(
                        "Managed by Pipeline " + scenario.namespace + "/web",
                        "The page Configure shows which settings are restored",
                        "pipeline-staged");
    }

    @Test
    void theTextOnConfigureIsAboveTheSettingsOfPlugins() {
        assertThat(page("job/web/configure")).containsSubsequence(RESTORED, "Discard old builds");
        assertThat(page("configure")).containsSubsequence(RESTORED, "FolderLibraries");
    }

    private static String page(String path) {
        return target.controller().http().getText("job/" + scenario.namespace + "/" + path);
    }
}
