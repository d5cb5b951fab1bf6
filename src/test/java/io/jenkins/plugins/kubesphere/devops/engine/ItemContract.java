package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemChange;
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

    private static Owner renewed(Owner owner) {
        return new Owner(owner.kind(), owner.namespace(), owner.name(), EngineTestProject.uid());
    }

    private static Owner stranger(Owner owner) {
        return new Owner(owner.kind(), owner.namespace(), "stranger", EngineTestProject.uid());
    }

    @Test
    default void aFolderIsCreatedOnce() {
        EngineTestProject sample = EngineTestProject.names(this);
        assertThat(engine().jobs().ensureFolder(sample.folderRequest()).change())
                .isEqualTo(ItemChange.CREATED);
        assertThat(engine().jobs().ensureFolder(sample.folderRequest()).change())
                .isEqualTo(ItemChange.UNCHANGED);
        restart();
        assertThat(engine().jobs().ensureFolder(sample.folderRequest()).change())
                .isEqualTo(ItemChange.UNCHANGED);
    }

    @Test
    default void aRestoredProjectOwnsItsFolder() {
        EngineTestProject sample = EngineTestProject.folder(this);
        FolderRequest restored = new FolderRequest(sample.job.folder(), renewed(sample.project));
        assertThat(engine().jobs().ensureFolder(restored).change()).isEqualTo(ItemChange.UPDATED);
        assertThat(engine().jobs().ensureFolder(restored).change()).isEqualTo(ItemChange.UNCHANGED);
    }

    @Test
    default void theFolderOfAnotherProjectIsNotChanged() {
        EngineTestProject sample = EngineTestProject.folder(this);
        Owner stranger = stranger(sample.project);
        FolderRequest request = new FolderRequest(sample.job.folder(), stranger);
        RefusalAssertions.of(
                () -> engine().jobs().ensureFolder(request),
                Reason.OWNED_BY_OTHER,
                sample.job.folder(),
                sample.project.toString(),
                stranger.toString());
        assertThat(engine().jobs().deleteFolder(sample.job.folder(), stranger)).isFalse();
        assertThat(engine().jobs().ensureFolder(sample.folderRequest()).change())
                .isEqualTo(ItemChange.UNCHANGED);
    }

    @Test
    default void aForeignFolderIsNotChangedUntilItIsAdopted() {
        EngineTestProject sample = EngineTestProject.names(this);
        manualChanges().createFolder(sample.job.folder());
        RefusalAssertions.of(
                () -> engine().jobs().ensureFolder(sample.folderRequest()), Reason.OWNED_BY_OTHER, sample.job.folder());
        assertThat(engine().jobs().deleteFolder(sample.job.folder(), sample.project))
                .isFalse();
        FolderRequest adopting = new FolderRequest(sample.job.folder(), sample.project, true);
        assertThat(engine().jobs().ensureFolder(adopting).change()).isEqualTo(ItemChange.UPDATED);
        assertThat(engine().jobs().ensureFolder(sample.folderRequest()).change())
                .isEqualTo(ItemChange.UNCHANGED);
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
        EngineTestProject sample = EngineTestProject.folder(this);
        RefusalAssertions.of(
                () -> engine().jobs().ensureFolder(new FolderRequest(name, sample.project)), Reason.INVALID_NAME, name);
        JobRequest job = new JobRequest(
                new JobName(sample.job.folder(), name), sample.pipeline, EngineTestProject.spec("", false, SCRIPT));
        RefusalAssertions.of(() -> engine().jobs().ensureJob(job), Reason.INVALID_NAME, name);
    }

    @Test
    default void deletingAFolderDeletesItsJobsAndRunningBuilds() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = sample.startAndAwaitInput();
        assertThat(engine().jobs().deleteFolder(sample.job.folder(), sample.project))
                .isTrue();
        assertThat(engine().runs().find(sample.job, run.run())).isEmpty();
        assertThat(engine().jobs().deleteFolder(sample.job.folder(), sample.project))
                .isFalse();
        assertThat(engine().jobs().ensureFolder(sample.folderRequest()).change())
                .isEqualTo(ItemChange.CREATED);
        assertThat(sample.ensure(EngineTestProject.spec("", false, SCRIPT))).isEqualTo(ItemChange.CREATED);
    }

    @Test
    default void aJobIsCreatedOnceAndUpdatedAfterAChange() {
        EngineTestProject sample = EngineTestProject.folder(this);
        PipelineSpec spec =
                EngineTestProject.spec("one", false, SCRIPT, EngineTestProject.parameter("TAG", "string", "latest"));
        assertThat(sample.ensure(spec)).isEqualTo(ItemChange.CREATED);
        assertThat(sample.ensure(spec)).isEqualTo(ItemChange.UNCHANGED);
        restart();
        assertThat(sample.ensure(spec)).isEqualTo(ItemChange.UNCHANGED);
        assertThat(sample.ensure(EngineTestProject.spec("one", false, EngineTestProject.steps("echo 'changed'"))))
                .isEqualTo(ItemChange.UPDATED);
        RunRequest run = sample.start();
        sample.end(run);
        assertThat(sample.log(run)).contains("changed");
    }

    @Test
    default void aJobIsUnchangedAfterARun() {
        EngineTestProject sample = EngineTestProject.folder(this);
        PipelineSpec spec = EngineTestProject.spec("one", false, SCRIPT);
        sample.ensure(spec);
        sample.end(sample.start());
        assertThat(sample.ensure(spec)).isEqualTo(ItemChange.UNCHANGED);
    }

    @Test
    default void anUpdateDoesNotAffectTheRunningBuild() {
        EngineTestProject sample = EngineTestProject.job(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest run = sample.startAndAwaitInput();
        assertThat(sample.ensure(EngineTestProject.spec("edited", false, EngineTestProject.WAITS_FOR_INPUT)))
                .isEqualTo(ItemChange.UPDATED);
        assertThat(sample.find(run).state()).isEqualTo(State.PAUSED);
        sample.answer(run, true);
        assertThat(sample.end(run).result()).isEqualTo(RunResult.SUCCESS);
    }

    @Test
    default void aJobWithoutItsFolderIsRefused() {
        EngineTestProject sample = EngineTestProject.names(this);
        RefusalAssertions.of(
                () -> sample.ensure(EngineTestProject.spec("", false, SCRIPT)),
                Reason.FOLDER_MISSING,
                sample.job.toString(),
                sample.job.folder());
    }

    @Test
    default void theJobOfAnotherPipelineIsNotChanged() {
        EngineTestProject sample = EngineTestProject.job(this, SCRIPT);
        Owner stranger = stranger(sample.pipeline);
        JobRequest request = new JobRequest(sample.job, stranger, EngineTestProject.spec("theirs", false, SCRIPT));
        RefusalAssertions.of(
                () -> engine().jobs().ensureJob(request),
                Reason.OWNED_BY_OTHER,
                sample.job.toString(),
                sample.pipeline.toString(),
                stranger.toString());
        assertThat(engine().jobs().deleteJob(sample.job, stranger)).isFalse();
        assertThat(sample.ensure(EngineTestProject.spec("", false, SCRIPT))).isEqualTo(ItemChange.UNCHANGED);
    }

    @Test
    default void aForeignJobIsNotChangedUntilItIsAdopted() {
        EngineTestProject sample = EngineTestProject.folder(this);
        manualChanges().createJob(sample.job);
        PipelineSpec spec = EngineTestProject.spec("", false, SCRIPT);
        RefusalAssertions.of(() -> sample.ensure(spec), Reason.OWNED_BY_OTHER, sample.job.toString());
        assertThat(engine().jobs().deleteJob(sample.job, sample.pipeline)).isFalse();
        JobRequest adopting = new JobRequest(sample.job, sample.pipeline, spec, true);
        assertThat(engine().jobs().ensureJob(adopting).change()).isEqualTo(ItemChange.UPDATED);
        assertThat(sample.ensure(spec)).isEqualTo(ItemChange.UNCHANGED);
    }

    @Test
    default void aJobKeepsItsTypeWhenTheTypeOfThePipelineChanges() {
        EngineTestProject sample = EngineTestProject.job(this, SCRIPT);
        RunRequest run = sample.start();
        sample.end(run);
        PipelineSpec branches = EngineTestProject.branches();
        RefusalAssertions.of(
                () -> sample.ensure(branches),
                Reason.TYPE_CHANGED,
                sample.pipeline.toString(),
                sample.job.toString(),
                "\"pipeline\"",
                "\"multi-branch-pipeline\"",
                "Set spec.type back");
        JobRequest adopting = new JobRequest(sample.job, sample.pipeline, branches, true);
        RefusalAssertions.of(() -> engine().jobs().ensureJob(adopting), Reason.TYPE_CHANGED, sample.job.toString());
        assertThat(sample.find(run).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(sample.ensure(EngineTestProject.spec("", false, SCRIPT))).isEqualTo(ItemChange.UNCHANGED);
        assertThat(engine().jobs().deleteJob(sample.job, sample.pipeline)).isTrue();
    }

    /** The owner is checked before the type, because the cure is a different one. */
    @Test
    default void theJobOfAnotherPipelineIsRefusedForItsOwnerBeforeItsType() {
        EngineTestProject sample = EngineTestProject.job(this, SCRIPT);
        JobRequest request = new JobRequest(sample.job, stranger(sample.pipeline), EngineTestProject.branches());
        RefusalAssertions.of(() -> engine().jobs().ensureJob(request), Reason.OWNED_BY_OTHER, sample.job.toString());
    }

    @Test
    default void aDisabledJobIsEnabledAgain() {
        EngineTestProject sample = EngineTestProject.job(this, SCRIPT);
        JobRequest request = new JobRequest(sample.job, sample.pipeline, EngineTestProject.spec("", false, SCRIPT));
        manualChanges().disable(sample.job);
        assertThat(engine().jobs().ensureJob(request))
                .isEqualTo(new JobOutcome(ItemChange.UPDATED, List.of(), new Drift("", true, List.of())));
        assertThat(sample.end(sample.start()).result()).isEqualTo(RunResult.SUCCESS);
        assertThat(engine().jobs().ensureJob(request)).isEqualTo(new JobOutcome(ItemChange.UNCHANGED));
    }

    @Test
    default void deletingAJobDeletesItsRuns() {
        EngineTestProject sample = EngineTestProject.jobWithoutConcurrency(this, EngineTestProject.WAITS_FOR_INPUT);
        RunRequest running = sample.startAndAwaitInput();
        RunRequest queued = sample.start();
        assertThat(engine().jobs().deleteJob(sample.job, sample.pipeline)).isTrue();
        assertThat(engine().runs().find(sample.job, running.run())).isEmpty();
        assertThat(engine().runs().find(sample.job, queued.run())).isEmpty();
        assertThat(engine().jobs().deleteJob(sample.job, sample.pipeline)).isFalse();
        RefusalAssertions.of(() -> engine().runs().start(queued), Reason.JOB_MISSING, sample.job.toString());
    }

    @Test
    default void deletingAMissingJobIsNotAnError() {
        EngineTestProject sample = EngineTestProject.folder(this);
        assertThat(engine().jobs().deleteJob(sample.job, sample.pipeline)).isFalse();
        assertThat(engine().jobs().deleteFolder("no-such-folder", sample.project))
                .isFalse();
    }
}
