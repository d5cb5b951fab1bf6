package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob;
import io.jenkins.plugins.kubesphere.devops.engine.summary.BranchJob.ChangeRequest;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobParameter;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary;
import io.jenkins.plugins.kubesphere.devops.engine.summary.JobSummary.Branches;
import io.jenkins.plugins.kubesphere.devops.engine.summary.LastBuild;
import io.jenkins.plugins.kubesphere.devops.engine.text.SecretMask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Masks secrets in the summary of a job. Names of branches stay as they are, because clients use them to find the
 * branch. A default value or a choice with a secret is left out, because a masked value would be given to the next run;
 * so is a parameter whose name contains a secret.
 */
public final class JobSummaryMasker {
    private final Supplier<Optional<SecretMask>> finder;
    /** The texts that were masked already. The branches of a pipeline usually have the same parameters. */
    private final Map<String, String> masked = new HashMap<>();

    private final Map<String, Boolean> withSecret = new HashMap<>();
    private Optional<SecretMask> mask;

    private JobSummaryMasker(Supplier<Optional<SecretMask>> finder) {
        this.finder = finder;
    }

    /** @param finder called if the summary has a text; if it returns no mask, the texts are left out */
    public static JobSummary mask(JobSummary summary, Supplier<Optional<SecretMask>> finder) {
        return new JobSummaryMasker(finder).mask(summary);
    }

    private JobSummary mask(JobSummary summary) {
        return new JobSummary(
                summary.weatherScore(),
                summary.estimatedMillis(),
                summary.disabled(),
                maskParameters(summary.parameters()),
                summary.branches()
                        .map(branches -> new Branches(
                                branches.listed().stream().map(this::maskBranch).toList(),
                                branches.branchCounts(),
                                branches.requestCounts())));
    }

    private BranchJob maskBranch(BranchJob branch) {
        return new BranchJob(
                branch.name(),
                branch.rawName(),
                maskText(branch.url()),
                branch.primary(),
                branch.disabled(),
                branch.weatherScore(),
                maskParameters(branch.parameters()),
                branch.changeRequest()
                        .map(request -> new ChangeRequest(
                                request.id(),
                                maskText(request.author()),
                                maskText(request.title()),
                                maskText(request.url()))),
                branch.lastBuild()
                        .map(build -> new LastBuild(
                                build.number(),
                                build.result(),
                                build.startedAt(),
                                build.endedAt(),
                                build.causes().stream().map(this::maskText).toList())));
    }

    private List<JobParameter> maskParameters(List<JobParameter> parameters) {
        return parameters.stream()
                .filter(parameter -> !hasSecret(parameter.name()))
                .map(parameter -> new JobParameter(
                        parameter.name(),
                        parameter.type(),
                        maskText(parameter.description()),
                        hasSecret(parameter.defaultValue()) ? "" : parameter.defaultValue(),
                        parameter.choices().stream()
                                .filter(choice -> !hasSecret(choice))
                                .toList()))
                .toList();
    }

    private boolean hasSecret(String text) {
        return !text.isEmpty()
                && withSecret.computeIfAbsent(
                        text, key -> mask().map(found -> found.changes(key)).orElse(true));
    }

    private String maskText(String text) {
        return text.isEmpty()
                ? ""
                : masked.computeIfAbsent(
                        text, key -> mask().map(found -> found.applyToText(key)).orElse(""));
    }

    private Optional<SecretMask> mask() {
        if (mask == null) {
            mask = finder.get();
        }
        return mask;
    }
}
