package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import java.util.List;
import java.util.Optional;

/** Reads the stages of builds of this process. Those of earlier processes are not known. */
final class EmbeddedRunDetailReader implements RunDetailReader {
    private final Object lock;
    private final EmbeddedRunScheduler runs;

    EmbeddedRunDetailReader(Object lock, EmbeddedRunScheduler runs) {
        this.lock = lock;
        this.runs = runs;
    }

    @Override
    public Optional<RunGraph> graph(JobName job, PipelineRunRef run) {
        synchronized (lock) {
            return runs.find(job, run).flatMap(found -> found.graph).map(graph -> graph.read());
        }
    }

    @Override
    public Optional<RunDetail> detail(JobName job, PipelineRunRef run) {
        synchronized (lock) {
            return runs.find(job, run)
                    .filter(found -> found.record.number() != null)
                    .map(found -> RunDetail.of(job.job(), List.of("Started by " + found.startedBy()), true));
        }
    }
}
