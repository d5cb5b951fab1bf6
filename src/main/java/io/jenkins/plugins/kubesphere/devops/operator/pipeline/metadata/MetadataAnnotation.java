package io.jenkins.plugins.kubesphere.devops.operator.pipeline.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.HostedSource;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.SourceTypes;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Branches;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Counts;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import java.util.Optional;

/** The annotation with the metadata of a pipeline, in the shape that ks-devops gives it. What is empty is left out. */
final class MetadataAnnotation {
    /** Changes with every build, and is worth no write: it goes along with the next one. */
    static final String ESTIMATE = "estimatedDurationInMillis";

    /** So many branches are named here; the annotation with the branches has more. */
    private static final int MOST_NAMES = 500;

    private MetadataAnnotation() {}

    static ObjectNode of(String name, JobSummary job) {
        ObjectNode node = PatchWriter.change().put("weatherScore", job.weather());
        job.estimatedMillis().ifPresent(millis -> node.put(ESTIMATE, millis));
        ParameterJson.put(node, job.parameters(), true);
        node.put("name", name);
        if (job.disabled()) {
            node.put("disabled", true);
        }
        return node;
    }

    /**
     * Adds what a multi-branch pipeline has.
     *
     * @param shown how many branches the other annotation has: what it lacks is counted here
     */
    static void addBranches(ObjectNode node, MultiBranchPipeline spec, Branches branches, BranchesAnnotation shown) {
        count(node, "numberOfPipelines", branches.total());
        counts(node, "Branches", branches.heads());
        counts(node, "PullRequests", branches.requests());
        ArrayNode names = PatchWriter.change().putArray("branchNames");
        branches.listed().stream()
                .filter(branch -> branch.request().isEmpty())
                .map(BranchJob::name)
                .limit(Math.min(MOST_NAMES, shown.listed()))
                .forEach(names::add);
        if (!names.isEmpty()) {
            node.set("branchNames", names);
        }
        if (spec != null) {
            ObjectNode source = node.putObject("scmSource").put("id", spec.sourceType());
            apiUrl(spec).ifPresent(url -> source.put("apiUrl", url));
            node.put("scriptPath", spec.scriptPath());
        }
        count(node, "branchesInBrief", shown.brief());
        count(node, "branchesLeftOut", branches.total() - shown.listed());
    }

    private static void counts(ObjectNode node, String what, Counts counts) {
        count(node, "totalNumberOf" + what, counts.total());
        count(node, "numberOfFailing" + what, counts.failing());
        count(node, "numberOfSuccessful" + what, counts.successful());
    }

    private static void count(ObjectNode node, String key, int number) {
        if (number > 0) {
            node.put(key, number);
        }
    }

    private static Optional<String> apiUrl(MultiBranchPipeline spec) {
        HostedSource source =
                switch (String.valueOf(spec.sourceType())) {
                    case SourceTypes.GITHUB -> spec.githubSource();
                    case SourceTypes.GITLAB -> spec.gitlabSource();
                    case SourceTypes.BITBUCKET_SERVER -> spec.bitbucketServerSource();
                    default -> null;
                };
        return Optional.ofNullable(source).map(HostedSource::apiUri).filter(url -> !url.isEmpty());
    }
}
