package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import io.jenkins.plugins.kubesphere.devops.api.json.PipelineMetadata;
import io.jenkins.plugins.kubesphere.devops.api.json.PipelineMetadata.BranchCounts;
import io.jenkins.plugins.kubesphere.devops.api.json.PipelineMetadata.MultiBranch;
import io.jenkins.plugins.kubesphere.devops.api.json.PipelineMetadata.ScmSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.HostedSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import io.jenkins.plugins.kubesphere.devops.engine.json.ParameterMetadataConverter;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Branches;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Counts;

/** Builds the metadata of a pipeline for its annotation, in the format of ks-devops. Empty values are left out. */
final class PipelineMetadataConverter {
    /** Maximum number of branch names in this annotation. The annotation of the branches lists more. */
    private static final int MAX_BRANCH_NAMES = 500;

    private PipelineMetadataConverter() {}

    /** @param branches null if the pipeline has no branches */
    static PipelineMetadata convert(String name, JobSummary job, MultiBranch branches) {
        return new PipelineMetadata(
                job.weatherScore(),
                job.estimatedMillis().isPresent() ? job.estimatedMillis().getAsLong() : null,
                ParameterMetadataConverter.convertWithSpecTypes(job.parameters()),
                name,
                job.disabled(),
                branches);
    }

    /**
     * Returns the part that only a multi-branch pipeline has.
     *
     * @param spec null if the object has none
     * @param annotation the annotation with the branches; branches that it does not contain are counted here
     */
    static MultiBranch convertBranches(MultiBranchPipeline spec, Branches branches, BranchesAnnotation annotation) {
        return new MultiBranch(
                branches.total(),
                counts(branches.branchCounts()),
                counts(branches.requestCounts()),
                branches.listed().stream()
                        .filter(branch -> branch.changeRequest().isEmpty())
                        .map(BranchJob::name)
                        .limit(Math.min(MAX_BRANCH_NAMES, annotation.listedCount()))
                        .toList(),
                spec == null ? null : new ScmSource(spec.sourceType(), apiUrl(spec)),
                spec == null ? null : spec.scriptPath(),
                annotation.briefCount(),
                Math.max(0, branches.total() - annotation.listedCount()));
    }

    private static BranchCounts counts(Counts counts) {
        return new BranchCounts(counts.total(), counts.failing(), counts.successful());
    }

    private static String apiUrl(MultiBranchPipeline spec) {
        HostedSource source =
                switch (String.valueOf(spec.sourceType())) {
                    case SourceTypes.GITHUB -> spec.githubSource();
                    case SourceTypes.GITLAB -> spec.gitlabSource();
                    case SourceTypes.BITBUCKET_SERVER -> spec.bitbucketServerSource();
                    default -> null;
                };
        return source == null ? null : source.apiUri();
    }
}
