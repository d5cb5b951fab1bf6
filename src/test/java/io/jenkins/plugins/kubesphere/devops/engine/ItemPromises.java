package io.jenkins.plugins.kubesphere.devops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.Result;
import io.jenkins.plugins.kubesphere.devops.engine.RunSnapshot.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders and jobs: made as requested, and never somebody else's. */
interface ItemPromises extends EngineUnderTest {
    String SCRIPT = Sample.steps("echo 'hello'");

    private static Owner renewed(Owner owner) {
        return new Owner(owner.kind(), owner.namespace(), owner.name(), Sample.uid());
    }

    private static Owner stranger(Owner owner) {
        return new Owner(owner.kind(), owner.namespace(), "stranger", Sample.uid());
    }

    @Test
    default void folderIsCreatedOnceAndThenUnchanged() {
        Sample sample = Sample.names(this);
        assertThat(engine().ensureFolder(sample.folderRequest()).change()).isEqualTo(Change.CREATED);
        assertThat(engine().ensureFolder(sample.folderRequest()).change()).isEqualTo(Change.UNCHANGED);
        restart();
        assertThat(engine().ensureFolder(sample.folderRequest()).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    default void folderOfAProjectThatWasRestoredIsStillItsOwn() {
        Sample sample = Sample.folder(this);
        FolderRequest restored = new FolderRequest(sample.job.folder(), renewed(sample.project));
        assertThat(engine().ensureFolder(restored).change()).isEqualTo(Change.UPDATED);
        assertThat(engine().ensureFolder(restored).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    default void folderOfAnotherProjectIsLeftAlone() {
        Sample sample = Sample.folder(this);
        Owner stranger = stranger(sample.project);
        FolderRequest request = new FolderRequest(sample.job.folder(), stranger);
        Refusals.of(
                () -> engine().ensureFolder(request),
                Reason.NOT_OURS,
                sample.job.folder(),
                sample.project.toString(),
                stranger.toString());
        assertThat(engine().deleteFolder(sample.job.folder(), stranger)).isFalse();
        assertThat(engine().ensureFolder(sample.folderRequest()).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    default void folderThatSomebodyMadeIsLeftAloneUntilItIsAdopted() {
        Sample sample = Sample.names(this);
        byHand().createFolder(sample.job.folder());
        Refusals.of(() -> engine().ensureFolder(sample.folderRequest()), Reason.NOT_OURS, sample.job.folder());
        assertThat(engine().deleteFolder(sample.job.folder(), sample.project)).isFalse();
        FolderRequest adopting = new FolderRequest(sample.job.folder(), sample.project, true);
        assertThat(engine().ensureFolder(adopting).change()).isEqualTo(Change.UPDATED);
        assertThat(engine().ensureFolder(sample.folderRequest()).change()).isEqualTo(Change.UNCHANGED);
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
    default void nameThatJenkinsDoesNotTakeIsRefused(String name) {
        Sample sample = Sample.folder(this);
        Refusals.of(() -> engine().ensureFolder(new FolderRequest(name, sample.project)), Reason.INVALID_NAME, name);
        JobRequest job =
                new JobRequest(new JobName(sample.job.folder(), name), sample.pipeline, Sample.spec("", false, SCRIPT));
        Refusals.of(() -> engine().ensureJob(job), Reason.INVALID_NAME, name);
    }

    @Test
    default void deletedFolderTakesItsJobsAndRunningBuildsAlong() {
        Sample sample = Sample.job(this, Sample.PAUSES);
        RunRequest run = sample.startedAndPaused();
        assertThat(engine().deleteFolder(sample.job.folder(), sample.project)).isTrue();
        assertThat(engine().find(sample.job, run.run())).isEmpty();
        assertThat(engine().deleteFolder(sample.job.folder(), sample.project)).isFalse();
        assertThat(engine().ensureFolder(sample.folderRequest()).change()).isEqualTo(Change.CREATED);
        assertThat(sample.ensure(Sample.spec("", false, SCRIPT))).isEqualTo(Change.CREATED);
    }

    @Test
    default void jobIsCreatedThenUnchangedThenUpdated() {
        Sample sample = Sample.folder(this);
        PipelineSpec spec = Sample.spec("one", false, SCRIPT, Sample.parameter("TAG", "string", "latest"));
        assertThat(sample.ensure(spec)).isEqualTo(Change.CREATED);
        assertThat(sample.ensure(spec)).isEqualTo(Change.UNCHANGED);
        restart();
        assertThat(sample.ensure(spec)).isEqualTo(Change.UNCHANGED);
        assertThat(sample.ensure(Sample.spec("one", false, Sample.steps("echo 'changed'"))))
                .isEqualTo(Change.UPDATED);
        RunRequest run = sample.started();
        sample.end(run);
        assertThat(sample.log(run)).contains("changed");
    }

    @Test
    default void jobThatRanIsStillUnchanged() {
        Sample sample = Sample.folder(this);
        PipelineSpec spec = Sample.spec("one", false, SCRIPT);
        sample.ensure(spec);
        sample.end(sample.started());
        assertThat(sample.ensure(spec)).isEqualTo(Change.UNCHANGED);
    }

    @Test
    default void editedJobLeavesItsRunningBuildAlone() {
        Sample sample = Sample.job(this, Sample.PAUSES);
        RunRequest run = sample.startedAndPaused();
        assertThat(sample.ensure(Sample.spec("edited", false, Sample.PAUSES))).isEqualTo(Change.UPDATED);
        assertThat(sample.find(run).state()).isEqualTo(State.PAUSED);
        sample.answer(run, true);
        assertThat(sample.end(run).result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    default void jobWithoutItsFolderWaits() {
        Sample sample = Sample.names(this);
        Refusals.of(
                () -> sample.ensure(Sample.spec("", false, SCRIPT)),
                Reason.FOLDER_MISSING,
                sample.job.toString(),
                sample.job.folder());
    }

    @Test
    default void jobOfAnotherPipelineIsLeftAlone() {
        Sample sample = Sample.job(this, SCRIPT);
        Owner stranger = stranger(sample.pipeline);
        JobRequest request = new JobRequest(sample.job, stranger, Sample.spec("theirs", false, SCRIPT));
        Refusals.of(
                () -> engine().ensureJob(request),
                Reason.NOT_OURS,
                sample.job.toString(),
                sample.pipeline.toString(),
                stranger.toString());
        assertThat(engine().deleteJob(sample.job, stranger)).isFalse();
        assertThat(sample.ensure(Sample.spec("", false, SCRIPT))).isEqualTo(Change.UNCHANGED);
    }

    @Test
    default void jobThatSomebodyMadeIsLeftAloneUntilItIsAdopted() {
        Sample sample = Sample.folder(this);
        byHand().createJob(sample.job);
        PipelineSpec spec = Sample.spec("", false, SCRIPT);
        Refusals.of(() -> sample.ensure(spec), Reason.NOT_OURS, sample.job.toString());
        assertThat(engine().deleteJob(sample.job, sample.pipeline)).isFalse();
        JobRequest adopting = new JobRequest(sample.job, sample.pipeline, spec, true);
        assertThat(engine().ensureJob(adopting).change()).isEqualTo(Change.UPDATED);
        assertThat(sample.ensure(spec)).isEqualTo(Change.UNCHANGED);
    }

    @Test
    default void jobStaysWhatItIsWhenTheTypeOfItsPipelineChanges() {
        Sample sample = Sample.job(this, SCRIPT);
        RunRequest run = sample.started();
        sample.end(run);
        PipelineSpec branches = Sample.branches();
        Refusals.of(
                () -> sample.ensure(branches),
                Reason.TYPE_CHANGED,
                sample.pipeline.toString(),
                sample.job.toString(),
                "\"pipeline\"",
                "\"multi-branch-pipeline\"",
                "Set spec.type back");
        JobRequest adopting = new JobRequest(sample.job, sample.pipeline, branches, true);
        Refusals.of(() -> engine().ensureJob(adopting), Reason.TYPE_CHANGED, sample.job.toString());
        assertThat(sample.find(run).result()).isEqualTo(Result.SUCCESS);
        assertThat(sample.ensure(Sample.spec("", false, SCRIPT))).isEqualTo(Change.UNCHANGED);
        assertThat(engine().deleteJob(sample.job, sample.pipeline)).isTrue();
    }

    /** Whose job it is comes first: the cure is another. */
    @Test
    default void jobOfAnotherPipelineIsNotOursWhateverTheType() {
        Sample sample = Sample.job(this, SCRIPT);
        JobRequest request = new JobRequest(sample.job, stranger(sample.pipeline), Sample.branches());
        Refusals.of(() -> engine().ensureJob(request), Reason.NOT_OURS, sample.job.toString());
    }

    @Test
    default void jobThatAPersonDisabledIsEnabledAgain() {
        Sample sample = Sample.job(this, SCRIPT);
        JobRequest request = new JobRequest(sample.job, sample.pipeline, Sample.spec("", false, SCRIPT));
        byHand().disable(sample.job);
        assertThat(engine().ensureJob(request))
                .isEqualTo(new JobOutcome(Change.UPDATED, List.of(), new Differences("", true, List.of())));
        assertThat(sample.end(sample.started()).result()).isEqualTo(Result.SUCCESS);
        assertThat(engine().ensureJob(request)).isEqualTo(new JobOutcome(Change.UNCHANGED));
    }

    @Test
    default void deletedJobTakesItsRunsAlong() {
        Sample sample = Sample.oneAtATime(this, Sample.PAUSES);
        RunRequest running = sample.startedAndPaused();
        RunRequest queued = sample.started();
        assertThat(engine().deleteJob(sample.job, sample.pipeline)).isTrue();
        assertThat(engine().find(sample.job, running.run())).isEmpty();
        assertThat(engine().find(sample.job, queued.run())).isEmpty();
        assertThat(engine().deleteJob(sample.job, sample.pipeline)).isFalse();
        Refusals.of(() -> engine().start(queued), Reason.JOB_MISSING, sample.job.toString());
    }

    @Test
    default void jobThatIsMissingIsNoErrorToDelete() {
        Sample sample = Sample.folder(this);
        assertThat(engine().deleteJob(sample.job, sample.pipeline)).isFalse();
        assertThat(engine().deleteFolder("no-such-folder", sample.project)).isFalse();
    }
}
