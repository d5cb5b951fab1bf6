package io.jenkins.plugins.kubesphere.devops.operator.run.retention;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.api.text.MaskedException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ApiFailureDescriber;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseNotHeldException;
import java.net.HttpURLConnection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Deletes runs of one Pipeline, one with each call, and then tells in one Event how many. Used by one thread. */
final class RetentionPass {
    private static final Logger LOGGER = Logger.getLogger(RetentionPass.class.getName());

    /** An Event must tell of the first deletions before thousands of runs are gone. */
    static final int MAX_DELETIONS = 300;

    /** Some runs that cannot be deleted must not block the others; an API server that refuses all of them ends the pass. */
    static final int MAX_FAILURES = 50;

    /** Part of the API server's answer if the account lacks the right. */
    private static final String WITHOUT_RIGHT = " cannot delete resource ";

    private static final String RETRY = "; it is tried again when the next run of the Pipeline has ended";

    private final Pipeline pipeline;
    private final RunRetentionPolicy policy;
    private final Iterator<PipelineRun> expired;
    private final Predicate<PipelineRun> deletion;
    private final EventRecorder events;
    private int deleted;
    private int failures;
    private boolean isHopeless;
    private String first = "";
    private String last = "";

    /**
     * @param expired the runs to delete
     * @param deletion deletes a run; returns false if the run stays
     */
    RetentionPass(
            Pipeline pipeline,
            RunRetentionPolicy policy,
            List<PipelineRun> expired,
            Predicate<PipelineRun> deletion,
            EventRecorder events) {
        this.pipeline = pipeline;
        this.policy = policy;
        this.expired = expired.iterator();
        this.deletion = deletion;
        this.events = events;
    }

    RunRetentionPolicy policy() {
        return policy;
    }

    /** Returns false if this was the last run of this pass. */
    boolean deleteNext() {
        PipelineRun run = expired.next();
        try {
            if (deletion.test(run)) {
                deleted++;
                last = run.getMetadata().getName();
                first = first.isEmpty() ? last : first;
            }
        } catch (LeaseNotHeldException e) {
            LOGGER.log(Level.FINE, "The holder of the Lease deletes the run", e);
            isHopeless = true;
        } catch (RuntimeException e) {
            failures++;
            isHopeless = isForbidden(e);
            // The missing right is told also after another failure: an administrator can give it.
            if (failures == 1 || isHopeless) {
                warn(run, e);
            }
        }
        return expired.hasNext() && !isHopeless && !isLimitReached() && failures < MAX_FAILURES;
    }

    /** Returns true if the Pipeline may have more runs to delete, which the next pass does. */
    boolean isLimitReached() {
        return deleted >= MAX_DELETIONS;
    }

    /** Tells how many runs were deleted, and why. */
    void report() {
        if (deleted == 0) {
            return;
        }
        String message = (deleted == 1
                        ? "The finished run " + first + " was deleted"
                        : deleted + " finished runs were deleted, the first was " + first + ", the last " + last)
                + ", because " + RunRetentionPolicy.describeSource(pipeline) + " keeps " + policy.describe()
                + (PipelineTypes.isMultiBranch(pipeline.getSpec()) ? " of each branch" : "") + "; "
                + RunRetentionPolicy.describeHowToKeepAll(pipeline);
        LOGGER.log(Level.INFO, () -> name() + ": " + message);
        events.normal(pipeline, EventReasons.RUNS_DELETED, message);
    }

    private void warn(PipelineRun run, RuntimeException failure) {
        String problem =
                name() + ": the finished run " + run.getMetadata().getName() + " could not be deleted, although "
                        + RunRetentionPolicy.describeSource(pipeline) + " keeps " + policy.describe();
        if (failure instanceof KubernetesClientException refusal) {
            LOGGER.log(
                    Level.WARNING,
                    () -> problem + ": " + ApiFailureDescriber.describe(refusal)
                            + (isForbidden(refusal)
                                    ? "; give the plugin's account the permission to delete pipelineruns"
                                    : RETRY));
        } else {
            LOGGER.log(Level.WARNING, MaskedException.maskUrls(failure), () -> problem + RETRY);
        }
    }

    /** Whether the account lacks the right, which concerns all runs. A policy of the cluster may forbid one run alone. */
    private static boolean isForbidden(RuntimeException failure) {
        return failure instanceof KubernetesClientException refusal
                && refusal.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                && String.valueOf(refusal.getMessage()).contains(WITHOUT_RIGHT);
    }

    private String name() {
        return pipeline.getMetadata().getNamespace() + "/"
                + pipeline.getMetadata().getName();
    }
}
