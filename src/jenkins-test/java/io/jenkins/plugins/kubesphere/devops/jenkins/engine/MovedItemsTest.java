package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Items;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.RefusalAssertions;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemTestAccess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests that items which people rename or move are moved back. */
@WithJenkins
class MovedItemsTest extends DriftTestCase {
    @Test
    void aRenamedJobGetsItsOldNameWithItsBuilds() throws Exception {
        job(folder + "/web").renameTo("mine");
        assertThat(changedItems).contains(folder + "/web");
        assertBuildIsFound();
        assertThat(ItemOwnership.ownerOf(job(folder + "/mine"))).isEmpty();

        assertThat(ensureJob())
                .isEqualTo(new JobOutcome(ItemOperationResult.UPDATED, List.of(), moved(folder + "/mine")));

        assertThat(job(folder + "/mine")).isNull();
        assertBuildIsFound();
        assertThat(job(folder + "/web").getBuilds()).hasSize(1);
        assertThat(ensureJob()).isEqualTo(new JobOutcome(ItemOperationResult.UNCHANGED));
        assertThat(project.awaitEnd(project.start()).number()).hasValue(2);
    }

    @Test
    void aMovedAndRenamedJobIsMovedBack() throws Exception {
        Folder others = jenkins.createProject(Folder.class, "others");
        Items.move(job(folder + "/web"), others).renameTo("mine");
        assertBuildIsFound();

        assertThat(ensureJob().driftBefore()).isEqualTo(moved("others/mine"));

        assertThat(others.getItems()).isEmpty();
        assertBuildIsFound();
        assertThat(job(folder + "/web").getBuilds()).hasSize(1);
    }

    @Test
    void aJobMovedBackByAPersonIsNotMovedAgain() throws Exception {
        job(folder + "/web").renameTo("mine");
        job(folder + "/mine").renameTo("web");

        assertThat(ensureJob()).isEqualTo(new JobOutcome(ItemOperationResult.UNCHANGED));
        assertThat(ItemTestAccess.movedFrom(folder + "/web")).isEmpty();
    }

    @Test
    void aRenamedFolderGetsItsOldNameWithItsJobs() throws Exception {
        folder(folder).renameTo("mine");
        await("the change of the folder is published").until(() -> changedItems.contains(folder));
        assertThat(changedItems).doesNotContain(folder + "/web");
        assertBuildIsFound();
        RefusalAssertions.assertRefused(this::ensureJob, Reason.FOLDER_MISSING, folder);

        assertThat(ensureFolder()).isEqualTo(new FolderOutcome(ItemOperationResult.UPDATED, moved("mine")));

        assertThat(folder("mine")).isNull();
        assertThat(ensureJob()).isEqualTo(new JobOutcome(ItemOperationResult.UNCHANGED));
        assertBuildIsFound();
    }

    @Test
    void aMovedFolderIsMovedBackWithAJobRenamedBefore() throws Exception {
        job(folder + "/web").renameTo("mine");
        Folder others = jenkins.createProject(Folder.class, "others");
        Items.move(folder(folder), others);
        assertBuildIsFound();

        assertThat(ensureFolder().driftBefore()).isEqualTo(moved("others/" + folder));
        assertThat(ensureJob().driftBefore()).isEqualTo(moved(folder + "/mine"));
        assertBuildIsFound();
    }

    /** If a job were moved during a build, the files of the build would be written to the wrong folder. */
    @Test
    void aJobWithARunningBuildIsMovedBackAfterTheBuild() throws Exception {
        JobRequest pausing = new JobRequest(
                project.job,
                project.pipelineOwner,
                EngineTestProject.spec("", false, EngineTestProject.WAITS_FOR_INPUT));
        ruleEngine.engine().jobs().ensureJob(pausing);
        job(folder + "/web").renameTo("mine");
        RunRequest running = project.newRequest();
        RefusalAssertions.assertRefused(
                () -> ruleEngine.engine().runs().start(running), Reason.JOB_MISSING, project.job.toString());
        var build = job(folder + "/mine").scheduleBuild2(0).waitForStart();

        RefusalAssertions.assertRefused(
                () -> ruleEngine.engine().jobs().ensureJob(pausing),
                Reason.MOVED,
                folder + "/mine",
                "when they have ended");
        assertThat(Reason.MOVED.isRetryable()).isTrue();

        jenkins.waitForMessage("Go on?", build);
        build.doKill();
        await("the build has ended").until(() -> !build.isBuilding());
        assertThat(ruleEngine.engine().jobs().ensureJob(pausing).driftBefore()).isEqualTo(moved(folder + "/mine"));
        assertThat(job(folder + "/web").getBuilds()).hasSize(2);
    }

    @Test
    void aMoveIsKnownAfterARestart() throws Exception {
        job(folder + "/web").renameTo("mine");
        Path file = jenkins.jenkins.getRootDir().toPath().resolve("kubesphere-devops-moved.properties");
        assertThat(ItemTestAccess.movedFrom(folder + "/web", file)).contains(folder + "/mine");
        assertThat(ItemTestAccess.movedFrom(folder, file)).isEmpty();
    }

    @Test
    void aMovedAndDeletedJobIsCreatedAgain() throws Exception {
        job(folder + "/web").renameTo("mine");
        job(folder + "/mine").delete();

        assertThat(ensureJob().change()).isEqualTo(ItemOperationResult.CREATED);
        assertThat(ruleEngine.engine().runs().find(project.job, run.run())).isEmpty();
    }

    @Test
    void movedItemsAreDeletedWithTheirOwners() throws Exception {
        job(folder + "/web").renameTo("mine");
        assertThat(ruleEngine.engine().jobs().deleteJob(project.job, project.pipelineOwner))
                .isTrue();
        assertThat(job(folder + "/mine")).isNull();
        folder(folder).renameTo("theirs");
        assertThat(ruleEngine.engine().jobs().deleteFolder(folder, project.projectOwner))
                .isTrue();
        assertThat(folder("theirs")).isNull();
    }

    private void assertBuildIsFound() {
        assertThat(ruleEngine.engine().runs().find(project.job, run.run())).isPresent();
        assertThat(ruleEngine
                        .engine()
                        .runLogs()
                        .log(project.job, run.run(), 0)
                        .orElseThrow()
                        .text())
                .contains("hello");
    }

    private static Drift moved(String to) {
        return new Drift(to, false, List.of());
    }
}
