package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the builds of managed pipelines that belong to no run, because a person, a timer or another build started them
 * in the engine. {@link RunEngine#adoptBuild} gives such a build to a run. See {@link Engine} for the rules of threads,
 * errors and crashes. {@link EngineEvent.BuildStarted} says that there is a new one.
 */
public interface UnboundBuildReader {

    /** The reader of an engine in which nobody else starts builds. */
    UnboundBuildReader NONE = new UnboundBuildReader() {
        @Override
        public List<BuildRef> list(JobName pipeline, Function<JobName, Instant> since, int maxOfJob) {
            return List.of();
        }

        @Override
        public Optional<UnboundBuild> find(BuildRef build) {
            return Optional.empty();
        }
    };

    /**
     * Lists the builds without a run of a pipeline and of all its branches. It may read files of many builds.
     *
     * @param pipeline the job of the pipeline itself
     * @param since returns for the job, or for a branch, from when on its builds are listed
     * @param maxOfJob how many of the newest builds of each job are read, with or without a run
     * @return for each job the oldest build first; empty if the job does not exist
     */
    List<BuildRef> list(JobName pipeline, Function<JobName, Instant> since, int maxOfJob);

    /**
     * Reads a build.
     *
     * @return empty if the build does not exist, is not on the disk yet, or belongs to a run
     */
    Optional<UnboundBuild> find(BuildRef build);
}
