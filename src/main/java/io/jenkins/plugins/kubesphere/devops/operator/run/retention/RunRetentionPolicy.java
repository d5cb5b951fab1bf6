package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many finished runs of a job are kept, and for how long.
 *
 * @param maxRuns at least 1, or {@link #UNLIMITED}
 * @param maxDays days since the end of the run, at least 1, or {@link #UNLIMITED}
 */
public record RunRetentionPolicy(int maxRuns, int maxDays) {
    /** No limit, as Jenkins writes it. */
    public static final int UNLIMITED = -1;

    public static final RunRetentionPolicy KEEP_ALL = new RunRetentionPolicy(UNLIMITED, UNLIMITED);

    // Up to 999,999,999, which fits into an int.
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,8}");

    public RunRetentionPolicy {
        requireValid("maxRuns", maxRuns);
        requireValid("maxDays", maxDays);
    }

    /**
     * Returns the policy of a Pipeline: that of its annotations, of its discarder, or the default, each as a whole. The
     * discarder of a multi-branch pipeline says how long the jobs of deleted branches stay, and nothing about builds.
     * The policy of such a pipeline applies to each of its branches.
     */
    public static RunRetentionPolicy of(Pipeline pipeline, RunRetentionPolicy defaultPolicy) {
        Optional<String> runs = MetadataReader.annotation(pipeline, PipelineAnnotations.RUNS_TO_KEEP);
        Optional<String> days = MetadataReader.annotation(pipeline, PipelineAnnotations.DAYS_TO_KEEP_RUNS);
        return runs.isPresent() || days.isPresent()
                ? new RunRetentionPolicy(limit(runs.orElse("")), limit(days.orElse("")))
                : findDiscarder(pipeline).map(RunRetentionPolicy::of).orElse(defaultPolicy);
    }

    /** Names the place in which the policy of a Pipeline is set. */
    static String describeSource(Pipeline pipeline) {
        if (MetadataReader.annotation(pipeline, PipelineAnnotations.RUNS_TO_KEEP)
                .or(() -> MetadataReader.annotation(pipeline, PipelineAnnotations.DAYS_TO_KEEP_RUNS))
                .isPresent()) {
            return "its annotation";
        }
        return findDiscarder(pipeline).isPresent() ? "its discarder" : "the configuration of the plugin";
    }

    /** Says how a person keeps all runs of the Pipeline. */
    static String describeHowToKeepAll(Pipeline pipeline) {
        boolean hasDays = MetadataReader.annotation(pipeline, PipelineAnnotations.DAYS_TO_KEEP_RUNS)
                .isPresent();
        return "set the annotation"
                + (hasDays
                        ? "s " + PipelineAnnotations.RUNS_TO_KEEP + " and " + PipelineAnnotations.DAYS_TO_KEEP_RUNS
                        : " " + PipelineAnnotations.RUNS_TO_KEEP)
                + " to -1 to keep all";
    }

    private static Optional<Discarder> findDiscarder(Pipeline pipeline) {
        return PipelineTypes.isMultiBranch(pipeline.getSpec())
                ? Optional.empty()
                : Optional.ofNullable(pipeline.getSpec().pipeline()).map(NoScmPipeline::discarder);
    }

    /** A text that is no limit counts as none: nothing may be deleted because of a mistake. */
    static RunRetentionPolicy of(Discarder discarder) {
        return new RunRetentionPolicy(limit(discarder.numToKeep()), limit(discarder.daysToKeep()));
    }

    boolean keepsAll() {
        return equals(KEEP_ALL);
    }

    /** Returns the limits as text, such as {@code 10 finished runs, for 7 days}. */
    String describe() {
        String runs = maxRuns == UNLIMITED ? "finished runs" : maxRuns + " finished runs";
        return maxDays == UNLIMITED ? runs : runs + ", for " + maxDays + " days";
    }

    private static int limit(String text) {
        String stripped = Objects.requireNonNullElse(text, "").strip();
        return LIMIT.matcher(stripped).matches() ? Integer.parseInt(stripped) : UNLIMITED;
    }

    private static void requireValid(String name, int limit) {
        if (limit < 1 && limit != UNLIMITED) {
            throw new IllegalArgumentException(name + " is " + limit + "; give at least 1, or -1 for no limit");
        }
    }
}
