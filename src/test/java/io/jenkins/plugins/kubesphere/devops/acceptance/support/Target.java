package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.engine.ManualChanges;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRef;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the acceptance suite is run on: a control plane, its engine, and the cluster that both work on. What is not in the
 * cluster is asked here. Not for use by several threads at once, questions about builds apart.
 */
public interface Target extends AutoCloseable {

    /**
     * A build, as the engine itself keeps it.
     *
     * @param number as people see it
     * @param started it left the queue
     * @param ended empty while it runs
     */
    record Built(int number, Instant started, Optional<Instant> ended) {}

    /** A fresh configuration of the cluster's administrator. */
    Config administrator();

    /**
     * Begins to act, or goes on after {@link #stop}: same home, same jobs and builds.
     *
     * @param namespaces in which it acts at least; they need not be there yet
     */
    void start(Set<String> namespaces);

    /** Ends it as an administrator does, and returns when it has ended. Cluster, jobs and builds stay as they are. */
    void stop();

    /** What people do in the engine behind the back of the control plane. */
    ManualChanges byHand();

    /** The build of a run; empty if there is none, or none yet. */
    Optional<Built> build(JobName job, RunRef run);

    boolean hasJob(JobName job);

    /** True while the run waits in the engine's queue. */
    boolean isQueued(JobName job, RunRef run);

    /** What the run's build has written so far; empty without a build. */
    String log(JobName job, RunRef run);

    /** Answers the question of that id with yes, as a person does. */
    void proceed(JobName job, RunRef run, String question);

    /** The requests that it sends to the Kubernetes API. */
    RequestCounts requests();

    /** Skips the test on a target that has no way to do what it tries. */
    void assume(Ability ability);

    /** What not every target can do. */
    enum Ability {
        /** Jenkins refuses to. */
        DELETE_RUNNING_BUILD
    }

    /** The test needs it no more: what was started for this test alone ends. */
    @Override
    void close();
}
