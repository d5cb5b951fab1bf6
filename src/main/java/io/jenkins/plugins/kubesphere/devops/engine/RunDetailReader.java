package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import java.util.Optional;

/**
 * Reads what consoles show of the build of a run, and changes nothing. See {@link Engine} for the rules of threads,
 * errors and crashes. {@link EngineEvent.RunGraphChanged} says when the stages have changed.
 */
public interface RunDetailReader {

    /** The reader of an engine that knows no stages. */
    RunDetailReader NONE = new RunDetailReader() {
        @Override
        public Optional<RunGraph> graph(JobName job, PipelineRunRef run) {
            return Optional.empty();
        }

        @Override
        public Optional<RunDetail> detail(JobName job, PipelineRunRef run) {
            return Optional.empty();
        }
    };

    /**
     * Reads the stages and steps of a build at one moment. When {@link RunEngine#find} reports that the run has ended,
     * these are the final ones.
     *
     * @return empty if the run has no build (yet, or any more), or if its stages are not known (yet)
     */
    Optional<RunGraph> graph(JobName job, PipelineRunRef run);

    /**
     * Reads what {@link RunEngine#find} does not say about a build: its causes and its changes, for example.
     *
     * @return empty if the run has no build (yet, or any more)
     */
    Optional<RunDetail> detail(JobName job, PipelineRunRef run);
}
