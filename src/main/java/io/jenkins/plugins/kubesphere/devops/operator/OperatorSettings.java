package io.jenkins.plugins.kubesphere.devops.operator;

import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.project.AdoptableFolders;
import io.jenkins.plugins.kubesphere.devops.operator.project.ReservedNamespaces;
import io.jenkins.plugins.kubesphere.devops.operator.run.retention.RunRetentionPolicy;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the operator.
 *
 * @param instanceId id of this instance, which is written into a run before its build is started
 * @param systemNamespace namespace of the Lease that only one operator of the cluster holds; must exist
 * @param lease how long this Lease is valid
 * @param podNamespace namespace of the pod in which the operator runs, if it runs in the cluster that it serves
 * @param namespaces the namespaces whose projects, pipelines and runs are reconciled; empty for all. If it is not
 *     empty, the operator writes only these namespaces, the objects in them, and their projects
 * @param adoptableFolders folders that a project may take over if it asks for it
 * @param statusOnSecrets whether the operator writes on a Secret whether it can be used; otherwise only Events tell
 *     what is wrong with it
 * @param pipelineTimeout how long a run waits for its pipeline before it fails
 * @param sweep how often each object is reconciled even without an event, because events may get lost; for an object
 *     that is in sync this sends no request
 * @param workers how many objects are reconciled at the same time, and how many deletions run at the same time
 * @param maxUnfinishedRuns how many runs of one namespace may be started and not final, at least 1; further runs wait
 * @param runStore where the stages of runs are stored for consoles
 * @param importBuilds whether builds that are started in the engine get a PipelineRun
 * @param retryTimings when failed connections are retried
 * @param defaultRetention which finished runs of a Pipeline without a discarder are kept
 */
public record OperatorSettings(
        String instanceId,
        String systemNamespace,
        LeaseTimings lease,
        Optional<String> podNamespace,
        Set<String> namespaces,
        AdoptableFolders adoptableFolders,
        boolean statusOnSecrets,
        Duration pipelineTimeout,
        Duration sweep,
        int workers,
        int maxUnfinishedRuns,
        RunStoreType runStore,
        boolean importBuilds,
        SessionTimings retryTimings,
        RunRetentionPolicy defaultRetention) {

    /** The system namespace of ks-devops. */
    public static final String DEFAULT_SYSTEM_NAMESPACE = "kubesphere-devops-system";

    public static final Duration DEFAULT_PIPELINE_TIMEOUT = Duration.ofMinutes(10);
    public static final Duration DEFAULT_SWEEP = Duration.ofMinutes(5);
    /**
     * Measured with 300 runs that were created together: each run was visible after 1.3 to 2.2 s with 8 workers, and
     * after 0.1 to 0.3 s with 50 workers.
     */
    public static final int DEFAULT_WORKERS = 50;
    /**
     * More than a team needs at once, because its builds share the agents. Few enough that a loop which creates runs
     * does not fill the queue and the memory of Jenkins: bench/README.md has the memory of bursts of 300 runs.
     */
    public static final int DEFAULT_MAX_UNFINISHED_RUNS = 500;

    /** As ks-devops does by default. */
    public static final RunStoreType DEFAULT_RUN_STORE = RunStoreType.CONFIG_MAP;

    public OperatorSettings {
        Objects.requireNonNull(instanceId);
        Objects.requireNonNull(systemNamespace);
        Objects.requireNonNull(lease);
        Objects.requireNonNull(podNamespace);
        namespaces = Set.copyOf(namespaces);
        Objects.requireNonNull(adoptableFolders);
        Objects.requireNonNull(runStore);
        Objects.requireNonNull(defaultRetention);
        if (maxUnfinishedRuns < 1) {
            throw new IllegalArgumentException("maxUnfinishedRuns is " + maxUnfinishedRuns + "; give at least 1");
        }
    }

    /** Creates the settings of an operator that does not run in the cluster that it serves, and writes on Secrets. */
    public OperatorSettings(
            String instanceId,
            String systemNamespace,
            LeaseTimings lease,
            Set<String> namespaces,
            Duration pipelineTimeout,
            Duration sweep,
            int workers,
            SessionTimings retryTimings) {
        this(
                instanceId,
                systemNamespace,
                lease,
                Optional.empty(),
                namespaces,
                new AdoptableFolders(Set.of()),
                true,
                pipelineTimeout,
                sweep,
                workers,
                DEFAULT_MAX_UNFINISHED_RUNS,
                DEFAULT_RUN_STORE,
                true,
                retryTimings,
                RunRetentionPolicy.KEEP_ALL);
    }

    /** Returns these settings with another default for Pipelines without a discarder. */
    public OperatorSettings withDefaultRetention(RunRetentionPolicy newDefaultRetention) {
        return copy(statusOnSecrets, maxUnfinishedRuns, runStore, importBuilds, newDefaultRetention);
    }

    /** Returns these settings with another limit of unfinished runs. */
    public OperatorSettings withMaxUnfinishedRuns(int newMaxUnfinishedRuns) {
        return copy(statusOnSecrets, newMaxUnfinishedRuns, runStore, importBuilds, defaultRetention);
    }

    /** Returns these settings with another store for the stages of runs. */
    public OperatorSettings withRunStore(RunStoreType newRunStore) {
        return copy(statusOnSecrets, maxUnfinishedRuns, newRunStore, importBuilds, defaultRetention);
    }

    /** Returns the same settings of an operator that creates no PipelineRuns. */
    public OperatorSettings withoutImportedBuilds() {
        return copy(statusOnSecrets, maxUnfinishedRuns, runStore, false, defaultRetention);
    }

    /** Returns the same settings of an operator that writes nothing on Secrets. */
    public OperatorSettings withoutStatusOnSecrets() {
        return copy(false, maxUnfinishedRuns, runStore, importBuilds, defaultRetention);
    }

    private OperatorSettings copy(
            boolean newStatusOnSecrets,
            int newMaxUnfinishedRuns,
            RunStoreType newRunStore,
            boolean newImportBuilds,
            RunRetentionPolicy newDefaultRetention) {
        return new OperatorSettings(
                instanceId,
                systemNamespace,
                lease,
                podNamespace,
                namespaces,
                adoptableFolders,
                newStatusOnSecrets,
                pipelineTimeout,
                sweep,
                workers,
                newMaxUnfinishedRuns,
                newRunStore,
                newImportBuilds,
                retryTimings,
                newDefaultRetention);
    }

    /** Returns settings for most clusters. */
    public static OperatorSettings of(String instanceId) {
        return of(instanceId, DEFAULT_SYSTEM_NAMESPACE, Set.of());
    }

    /** Returns settings for most clusters, with a given system namespace and the served namespaces, empty for all. */
    public static OperatorSettings of(String instanceId, String systemNamespace, Set<String> namespaces) {
        return new OperatorSettings(
                instanceId,
                systemNamespace,
                LeaseTimings.DEFAULT,
                namespaces,
                DEFAULT_PIPELINE_TIMEOUT,
                DEFAULT_SWEEP,
                DEFAULT_WORKERS,
                SessionTimings.DEFAULT);
    }

    /** Returns the namespaces that no project gets. */
    ReservedNamespaces reservedNamespaces() {
        return new ReservedNamespaces(Stream.concat(Stream.of(systemNamespace), podNamespace.stream())
                .collect(Collectors.toUnmodifiableSet()));
    }
}
