package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.graph.RunGraph;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunDetail;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.detail.RunDetailFactory;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph.RunGraphRegistry;
import java.util.Optional;

/** Reads stages and other details of builds on this controller. */
final class JenkinsRunDetailReader implements RunDetailReader {
    private final BuildResolver resolver;

    JenkinsRunDetailReader(BuildResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public Optional<RunGraph> graph(JobName job, PipelineRunRef run) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run).flatMap(RunGraphRegistry.get()::read));
    }

    @Override
    public Optional<RunDetail> detail(JobName job, PipelineRunRef run) {
        return SystemIdentity.call(() -> resolver.findBuild(job, run).map(RunDetailFactory::create));
    }
}
