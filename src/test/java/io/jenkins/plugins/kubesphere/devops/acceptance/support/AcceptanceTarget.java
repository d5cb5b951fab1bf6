package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The system that the acceptance tests run on: an operator, its engine, and their cluster. Tests read from it what the
 * cluster does not show. Only the methods that read builds may be called by several threads at once.
 */
public interface AcceptanceTarget extends AutoCloseable {

    /**
     * A build, from the records of the engine.
     *
     * @param number number that people see
     * @param started time when the build left the queue
     * @param ended empty while it runs
     */
    record Built(int number, Instant started, Optional<Instant> ended) {}

    /** A new client configuration with the rights of the cluster administrator. */
    Config administrator();

    /**
     * Starts the operator, or starts it again after {@link #stop} with the same home, jobs and builds.
     *
     * @param namespaces namespaces in which it must act; they need not exist yet
     */
    void start(Set<String> namespaces);

    /** Stops as an administrator does, and returns after the stop. Cluster, jobs and builds are kept. */
    void stop();

    /** Makes changes directly in the engine, as people do. */
    UserActions userActions();

    /** The build of a run; empty if there is none, or not yet. */
    Optional<Built> build(JobName job, PipelineRunRef run);

    boolean hasJob(JobName job);

    /** True while the run waits in the queue of the engine. */
    boolean isQueued(JobName job, PipelineRunRef run);

    /** The log of the run's build so far; empty without a build. */
    String log(JobName job, PipelineRunRef run);

    /** Continues the build at the input with this id, as a person does. */
    void proceed(JobName job, PipelineRunRef run, String inputId);

    /** Address of the REST API, without a slash at the end. */
    URI restApi();

    /** The requests that the target sends to the Kubernetes API. */
    RequestCounts requests();

    /** Skips the test on a target without this ability. */
    void assume(Ability ability);

    /** What only some targets can do. */
    enum Ability {
        /** Deletion of a build that runs. Jenkins refuses it. */
        DELETE_RUNNING_BUILD
    }

    /** Stops what was started only for this test. Called after the test. */
    @Override
    void close();
}
