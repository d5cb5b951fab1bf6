package io.jenkins.plugins.kubesphere.devops.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.JobInspector;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.support.Await;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that Jenkins serves others when somebody creates very many runs at once. Needs a real controller. */
class CrowdOfRunsIT extends ControllerTestCase {
    private static final int RUNS = Integer.getInteger("crowd.runs", 10_000);

    /** The default of the setting maxUnfinishedRuns. */
    private static final int LIMIT = 500;

    private static final long DELETION_MINUTES = 15;

    @Test
    void aCrowdOfRunsWaitsOutsideOfJenkinsAndStopsNobody() {
        scenario.createPipeline("web", "input 'wait'");
        AcceptanceTestProject other = scenario.inOtherNamespace();
        other.createProject(other.namespace);
        other.createPipeline("web", AcceptanceTestProject.SUCCEEDS);

        IntStream.range(0, RUNS).parallel().forEach(i -> scenario.createRun("crowd-" + i, "web"));
        PipelineRun neighbour = other.awaitEnd(other.createRun("web-1", "web"));

        assertThat(neighbour.getStatus().phase()).isEqualTo("Succeeded");
        Await.await("the first runs are built").until(() -> builds() >= Math.min(RUNS, LIMIT));
        assertThat(builds()).isLessThanOrEqualTo(LIMIT);
        assertThat(target.controller().http().getText("queue/api/json?tree=items[id]"))
                .as("Jenkins answers")
                .contains("items");
        other.deleteProject();
        deleteCrowd();
    }

    private int builds() {
        return Integer.parseInt(
                JobInspector.print(target.controller(), scenario.job("web"), "println job.builds.size()")
                        .strip());
    }

    private void deleteCrowd() {
        var project = scenario.client.resources(DevOpsProject.class).withName(scenario.namespace);
        project.delete();
        project.waitUntilCondition(found -> found == null, DELETION_MINUTES, TimeUnit.MINUTES);
    }
}
