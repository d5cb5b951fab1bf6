package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.RunResult;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunSnapshot.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract for folders and jobs: they are created as requested, and foreign ones are not changed. */
interface ItemContract extends EngineUnderTest {
    String SCRIPT = EngineTestProject.steps("echo 'hello'");

    @Test
    default void aFolderIsCreatedOnce() {
        EngineTestProject project = EngineTestProject.withNamesOnly(this);
        assertThat(engine().jobs().ensureFolder(project.folderRequest()).change())
                .isEqualTo(ItemOperationResult.CREATED);
        assertThat(engine().jobs().ensureFolder(project.folderRequest()).change())
                .isEqualTo(ItemOperationResult.UNCHANGED);
        restart();
        assertThat(engine().jobs().ensureFolder(project.folderRequest()).change())
                .isEqualTo(ItemOperationResult.UNCHANGED);
    }

    @Test
    default void aRestoredProjectOwnsItsFolder() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        FolderRequest restored = new FolderRequest(project.job.folder(), renewed(project.projectOwner));
        assertThat(engine().jobs().ensureFolder(restored).change()).isEqualTo(ItemOperationResult.UPDATED);
        assertThat(engine().jobs().ensureFolder(restored).change()).isEqualTo(ItemOperationResult.UNCHANGED);
    }

    @Test
    default void theFolderOfAnotherProjectIsNotChanged() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        Owner stranger = stranger(project.projectOwner);
        FolderRequest request = new FolderRequest(project.job.folder(), stranger);
        RefusalAssertions.assertRefused(
                () -> engine().jobs().ensureFolder(request),
                Reason.OWNED_BY_OTHER,
                project.job.folder(),
                project.projectOwner.toString(),
                stranger.toString());
        assertThat(engine().jobs().deleteFolder(project.job.folder(), stranger)).isFalse();
        assertThat(engine().jobs().ensureFolder(project.folderRequest()).change())
                .isEqualTo(ItemOperationResult.UNCHANGED);
    }

    @Test
    default void aForeignFolderIsNotChangedWithoutAdoption() {
        EngineTestProject project = EngineTestProject.withNamesOnly(this);
        userActions().createFolder(project.job.folder());
        RefusalAssertions.assertRefused(
                () -> engine().jobs().ensureFolder(project.folderRequest()),
                Reason.OWNED_BY_OTHER,
                project.job.folder());
        assertThat(engine().jobs().deleteFolder(project.job.folder(), project.projectOwner))
                .isFalse();
        FolderRequest adopting = new FolderRequest(project.job.folder(), project.projectOwner, true);
        assertThat(engine().jobs().ensureFolder(adopting).change()).isEqualTo(ItemOperationResult.UPDATED);
        assertThat(engine().jobs().ensureFolder(project.folderRequest()).change())
                .isEqualTo(ItemOperationResult.UNCHANGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a?b",
                "a*b",
                "a/b",
                "a\\b",
                "a%b",
                "a!b",
                "a@b",
                "a#b",
                "a$b",
                "a^b",
                "a&b",
                "a|b",
                "a<b",
                "a>b",
                "a[b",
                "a]b",
                "a:b",
                "a;b",
                "a\nb",
                "a\tb",
                "ends-with-a-dot."
            })
    default void aNameThatJenkinsDoesNotAcceptIsRefused(String name) {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        RefusalAssertions.assertRefused(
                () -> engine().jobs().ensureFolder(new FolderRequest(name, project.projectOwner)),
                Reason.INVALID_NAME,
                name);
        JobRequest job = new JobRequest(
                new JobName(project.job.folder(), name),
                project.pipelineOwner,
                EngineTestProject.spec("", false, SCRIPT));
        RefusalAssertions.assertRefused(() -> engine().jobs().ensureJob(job), Reason.INVALID_NAME, name);
    }

    @Test
    default void deletingAFolderDeletesItsJobsAndRunningBuilds() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = project.startAndAwaitInput();
        assertThat(engine().jobs().deleteFolder(project.job.folder(), project.projectOwner))
                .isTrue();
        assertThat(engine().runs().find(project.job, run.run())).isEmpty();
        assertThat(engine().jobs().deleteFolder(project.job.folder(), project.projectOwner))
                .isFalse();
        assertThat(engine().jobs().ensureFolder(project.folderRequest()).change())
                .isEqualTo(ItemOperationResult.CREATED);
        assertThat(project.ensure(EngineTestProject.spec("", false, SCRIPT))).isEqualTo(ItemOperationResult.CREATED);
    }

    @Test
    default void aJobIsCreatedOnceAndUpdatedAfterAChange() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        PipelineSpec spec =
                EngineTestProject.spec("one", false, SCRIPT, EngineTestProject.parameter("TAG", "string", "latest"));
        assertThat(project.ensure(spec)).isEqualTo(ItemOperationResult.CREATED);
        assertThat(project.ensure(spec)).isEqualTo(ItemOperationResult.UNCHANGED);
        restart();
        assertThat(project.ensure(spec)).isEqualTo(ItemOperationResult.UNCHANGED);
        assertThat(project.ensure(EngineTestProject.spec("one", false, EngineTestProject.steps("echo 'changed'"))))
                .isEqualTo(ItemOperationResult.UPDATED);
        RunRequest run = project.start();
        project.awaitEnd(run);
        assertThat(project.log(run)).contains("changed");
    }

    @Test
    default void aJobIsUnchangedAfterARun() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        PipelineSpec spec = EngineTestProject.spec("one", false, SCRIPT);
        project.ensure(spec);
        project.awaitEnd(project.start());
        assertThat(project.ensure(spec)).isEqualTo(ItemOperationResult.UNCHANGED);
    }

    @Test
    default void anUpdateDoesNotAffectTheRunningBuild() {
        EngineTestProject project = EngineTestProject.createWithJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = project.startAndAwaitInput();
        assertThat(project.ensure(EngineTestProject.spec("edited", false, EngineTestProject.WAITS_FOR_INPUT)))
                .isEqualTo(ItemOperationResult.UPDATED);
        assertThat(project.find(run).state()).isEqualTo(State.PAUSED);
        project.answer(run, true);
        assertThat(project.awaitEnd(run).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    default void aJobWithoutBranchesIsNotScanned() {
        EngineTestProject project = EngineTestProject.createWithJob(this, SCRIPT);
        assertThat(engine().jobs().requestScan(project.job, project.pipelineOwner))
                .isFalse();
        assertThat(engine().jobs().requestScan(new JobName(project.job.folder(), "none"), project.pipelineOwner))
                .isFalse();
    }

    @Test
    default void aJobWithoutItsFolderIsRefused() {
        EngineTestProject project = EngineTestProject.withNamesOnly(this);
        RefusalAssertions.assertRefused(
                () -> project.ensure(EngineTestProject.spec("", false, SCRIPT)),
                Reason.FOLDER_MISSING,
                project.job.toString(),
                project.job.folder());
    }

    /** Otherwise a namespace with the name of a team's folder would be enough to make jobs in that folder. */
    @Test
    default void noJobIsCreatedOrAdoptedInAFolderThatBelongsToNoProject() {
        EngineTestProject project = EngineTestProject.withNamesOnly(this);
        userActions().createFolder(project.job.folder());
        PipelineSpec spec = EngineTestProject.spec("", false, SCRIPT);
        RefusalAssertions.assertRefused(
                () -> project.ensure(spec), Reason.FOLDER_MISSING, project.job.toString(), project.job.folder());
        userActions().createJob(project.job);
        JobRequest adopting = new JobRequest(project.job, project.pipelineOwner, spec, true);
        RefusalAssertions.assertRefused(
                () -> engine().jobs().ensureJob(adopting), Reason.FOLDER_MISSING, project.job.toString());
        assertThat(engine().jobs().deleteJob(project.job, project.pipelineOwner))
                .isFalse();
        assertThat(engine().jobs().summarize(project.job, 1)).isEmpty();
        assertThat(engine().branches().lastScan(project.job)).isEmpty();
    }

    @Test
    default void theJobOfAnotherPipelineIsNotChanged() {
        EngineTestProject project = EngineTestProject.createWithJob(this, SCRIPT);
        Owner stranger = stranger(project.pipelineOwner);
        JobRequest request = new JobRequest(project.job, stranger, EngineTestProject.spec("theirs", false, SCRIPT));
        RefusalAssertions.assertRefused(
                () -> engine().jobs().ensureJob(request),
                Reason.OWNED_BY_OTHER,
                project.job.toString(),
                project.pipelineOwner.toString(),
                stranger.toString());
        assertThat(engine().jobs().deleteJob(project.job, stranger)).isFalse();
        assertThat(project.ensure(EngineTestProject.spec("", false, SCRIPT))).isEqualTo(ItemOperationResult.UNCHANGED);
    }

    @Test
    default void aForeignJobIsNotChangedWithoutAdoption() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        userActions().createJob(project.job);
        PipelineSpec spec = EngineTestProject.spec("", false, SCRIPT);
        RefusalAssertions.assertRefused(() -> project.ensure(spec), Reason.OWNED_BY_OTHER, project.job.toString());
        assertThat(engine().jobs().deleteJob(project.job, project.pipelineOwner))
                .isFalse();
        JobRequest adopting = new JobRequest(project.job, project.pipelineOwner, spec, true);
        assertThat(engine().jobs().ensureJob(adopting).change()).isEqualTo(ItemOperationResult.UPDATED);
        assertThat(project.ensure(spec)).isEqualTo(ItemOperationResult.UNCHANGED);
    }

    @Test
    default void aJobKeepsItsTypeWhenTheTypeOfThePipelineChanges() {
        EngineTestProject project = EngineTestProject.createWithJob(this, SCRIPT);
        RunRequest run = project.start();
        project.awaitEnd(run);
        PipelineSpec branches = EngineTestProject.branches();
        RefusalAssertions.assertRefused(
                () -> project.ensure(branches),
                Reason.TYPE_CHANGED,
                project.pipelineOwner.toString(),
                project.job.toString(),
                "\"pipeline\"",
                "\"multi-branch-pipeline\"",
                "Set spec.type back");
        JobRequest adopting = new JobRequest(project.job, project.pipelineOwner, branches, true);
        RefusalAssertions.assertRefused(
                () -> engine().jobs().ensureJob(adopting), Reason.TYPE_CHANGED, project.job.toString());
        assertThat(project.find(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(project.ensure(EngineTestProject.spec("", false, SCRIPT))).isEqualTo(ItemOperationResult.UNCHANGED);
        assertThat(engine().jobs().deleteJob(project.job, project.pipelineOwner))
                .isTrue();
    }

    /** The owner is checked before the type, because the cure is a different one. */
    @Test
    default void theJobOfAnotherPipelineIsRefusedForItsOwnerBeforeItsType() {
        EngineTestProject project = EngineTestProject.createWithJob(this, SCRIPT);
        JobRequest request = new JobRequest(project.job, stranger(project.pipelineOwner), EngineTestProject.branches());
        RefusalAssertions.assertRefused(
                () -> engine().jobs().ensureJob(request), Reason.OWNED_BY_OTHER, project.job.toString());
    }

    @Test
    default void aDisabledJobIsEnabledAgain() {
        EngineTestProject project = EngineTestProject.createWithJob(this, SCRIPT);
        JobRequest request =
                new JobRequest(project.job, project.pipelineOwner, EngineTestProject.spec("", false, SCRIPT));
        userActions().disable(project.job);
        assertThat(engine().jobs().ensureJob(request))
                .isEqualTo(new JobOutcome(ItemOperationResult.UPDATED, List.of(), new Drift("", true, List.of())));
        assertThat(project.awaitEnd(project.start()).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(engine().jobs().ensureJob(request)).isEqualTo(new JobOutcome(ItemOperationResult.UNCHANGED));
    }

    @Test
    default void deletingAJobDeletesItsRuns() {
        EngineTestProject project = EngineTestProject.createWithSequentialJob(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest running = project.startAndAwaitInput();
        RunRequest queued = project.start();
        assertThat(engine().jobs().deleteJob(project.job, project.pipelineOwner))
                .isTrue();
        assertThat(engine().runs().find(project.job, running.run())).isEmpty();
        assertThat(engine().runs().find(project.job, queued.run())).isEmpty();
        assertThat(engine().jobs().deleteJob(project.job, project.pipelineOwner))
                .isFalse();
        RefusalAssertions.assertRefused(
                () -> engine().runs().start(queued), Reason.JOB_MISSING, project.job.toString());
    }

    @Test
    default void deletingAMissingJobIsNotAnError() {
        EngineTestProject project = EngineTestProject.createWithFolder(this);
        assertThat(engine().jobs().deleteJob(project.job, project.pipelineOwner))
                .isFalse();
        assertThat(engine().jobs().deleteFolder("no-such-folder", project.projectOwner))
                .isFalse();
    }

    private static Owner renewed(Owner owner) {
        return new Owner(owner.kind(), owner.namespace(), owner.name(), EngineTestProject.uid());
    }

    private static Owner stranger(Owner owner) {
        return new Owner(owner.kind(), owner.namespace(), "stranger", EngineTestProject.uid());
    }
}
