package io.jenkins.plugins.kubesphere.devops.jenkins.engine.environment;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentContributor;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunCause;

/** Tells the steps of a build which PipelineRun started it. A build that has none gets none of the variables. */
@Extension
public final class PipelineRunEnvironmentContributor extends EnvironmentContributor {
    /** Name of the PipelineRun. */
    public static final String NAME = "PIPELINE_RUN_NAME";

    /** Namespace of the PipelineRun. */
    public static final String NAMESPACE = "PIPELINE_RUN_NAMESPACE";

    /**
     * Who created the PipelineRun, according to its annotation; empty if it has none. Everybody who may create a run
     * can set it, so it proves nothing.
     */
    public static final String CREATOR = "PIPELINE_RUN_CREATOR";

    @Override
    @SuppressWarnings("rawtypes")
    public void buildEnvironmentFor(Run build, EnvVars variables, TaskListener listener) {
        PipelineRunAction.findRun(build).ifPresent(run -> add(run, build, variables));
    }

    private static void add(PipelineRunRef run, Run<?, ?> build, EnvVars variables) {
        variables.put(NAME, run.name());
        variables.put(NAMESPACE, run.namespace());
        variables.put(
                CREATOR,
                build.getCauses().stream()
                        .filter(PipelineRunCause.class::isInstance)
                        .map(cause -> ((PipelineRunCause) cause).getStartedBy())
                        .findFirst()
                        .orElse(""));
    }
}
