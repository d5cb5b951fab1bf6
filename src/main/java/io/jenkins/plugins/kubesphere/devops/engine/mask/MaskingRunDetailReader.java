package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Change;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.Commit;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.SourceBranch;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail.SourceRequest;
import java.util.Optional;

/** Masks secrets in the stages, steps and details of builds, and in what the calls throw. */
public final class MaskingRunDetailReader implements RunDetailReader {
    private final RunDetailReader details;
    private final RunMaskProvider masks;
    private final ErrorMasker errors;

    /** Masks only the credentials of the project. */
    public MaskingRunDetailReader(RunDetailReader details, ProjectMaskProvider masks) {
        this(details, masks, (job, run) -> masks.findMask(run.namespace()));
    }

    /**
     * @param runMasks finds the mask of all secrets of a build: its secret parameters, and credentials of the project
     */
    public MaskingRunDetailReader(RunDetailReader details, ProjectMaskProvider masks, RunMaskProvider runMasks) {
        this.details = details;
        this.masks = runMasks;
        this.errors = new ErrorMasker(masks);
    }

    @Override
    public Optional<RunGraph> graph(JobName job, PipelineRunRef run) {
        return errors.call(run.namespace(), run, () -> details.graph(job, run))
                .map(graph -> RunGraphMasker.mask(graph, texts(job, run)));
    }

    @Override
    public Optional<RunDetail> detail(JobName job, PipelineRunRef run) {
        return errors.call(run.namespace(), run, () -> details.detail(job, run))
                .map(detail -> mask(detail, texts(job, run)));
    }

    private TextMasker texts(JobName job, PipelineRunRef run) {
        return new TextMasker(() -> masks.findMask(job, run));
    }

    /** The name of the job and the id of a commit stay as they are, because clients ask for them. */
    private static RunDetail mask(RunDetail detail, TextMasker texts) {
        return new RunDetail(
                detail.jobName(),
                detail.causes().stream().map(texts::mask).toList(),
                detail.displayName().map(texts::mask),
                detail.description().map(texts::mask),
                detail.queuedAt(),
                detail.estimatedDuration(),
                detail.summary().map(texts::mask),
                detail.replayable(),
                detail.artifactsPath(),
                detail.commit().map(commit -> mask(commit, texts)),
                detail.changes().stream().map(change -> mask(change, texts)).toList(),
                detail.branch().map(branch -> new SourceBranch(texts.mask(branch.url()), branch.primary())),
                detail.request()
                        .map(request -> new SourceRequest(
                                request.id(),
                                texts.mask(request.author()),
                                texts.mask(request.title()),
                                texts.mask(request.url()))));
    }

    private static Change mask(Change change, TextMasker texts) {
        return new Change(
                mask(change.commit(), texts),
                change.authorId(),
                texts.mask(change.authorName()),
                texts.mask(change.authorEmail()),
                texts.mask(change.message()),
                change.time(),
                change.paths().stream().map(texts::mask).toList());
    }

    private static Commit mask(Commit commit, TextMasker texts) {
        return new Commit(commit.id(), texts.mask(commit.url()));
    }
}
