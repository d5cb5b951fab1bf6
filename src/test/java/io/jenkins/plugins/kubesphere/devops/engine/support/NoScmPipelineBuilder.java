package io.jenkins.plugins.kubesphere.devops.engine.support;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import java.util.List;

/** Builds the spec of a pipeline without branches. A field that is not set is null. */
public final class NoScmPipelineBuilder {
    private final String name;
    private String description;
    private List<PipelineParameter> parameters;
    private Boolean disableConcurrent;
    private TimerTrigger timerTrigger;
    private GenericWebhook webhook;
    private String jenkinsfile;

    private NoScmPipelineBuilder(String name) {
        this.name = name;
    }

    public static NoScmPipelineBuilder named(String name) {
        return new NoScmPipelineBuilder(name);
    }

    public NoScmPipelineBuilder description(String text) {
        description = text;
        return this;
    }

    public NoScmPipelineBuilder parameters(PipelineParameter... all) {
        return parameters(List.of(all));
    }

    public NoScmPipelineBuilder parameters(List<PipelineParameter> all) {
        parameters = all;
        return this;
    }

    public NoScmPipelineBuilder disableConcurrent(Boolean disabled) {
        disableConcurrent = disabled;
        return this;
    }

    public NoScmPipelineBuilder timerTrigger(TimerTrigger timer) {
        timerTrigger = timer;
        return this;
    }

    public NoScmPipelineBuilder webhook(GenericWebhook hook) {
        webhook = hook;
        return this;
    }

    public NoScmPipelineBuilder jenkinsfile(String script) {
        jenkinsfile = script;
        return this;
    }

    public NoScmPipeline build() {
        return new NoScmPipeline(
                name, description, null, parameters, disableConcurrent, timerTrigger, null, webhook, jenkinsfile);
    }

    /** Builds the spec of a Pipeline of type {@code pipeline}. */
    public PipelineSpec spec() {
        return new PipelineSpec(PipelineTypes.PIPELINE, build(), null);
    }
}
