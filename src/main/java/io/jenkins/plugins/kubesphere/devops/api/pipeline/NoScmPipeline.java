package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.LenientDecoding;
import java.util.List;

/**
 * A job with an inline Jenkinsfile.
 *
 * @param name required by the schema; the job is named after the object, whatever stands here
 * @param description free text, or null
 * @param discarder which builds are kept, null for all
 * @param parameters never null
 * @param disableConcurrent whether runs wait for each other, or null
 * @param timerTrigger starts runs by the clock, or null
 * @param remoteTrigger lets a request with a token start a run, or null
 * @param genericWebhook starts runs on any webhook, or null
 * @param jenkinsfile the script, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoScmPipeline(
        String name,
        String description,
        Discarder discarder,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PipelineParameter> parameters,
        @JsonProperty("disable_concurrent") Boolean disableConcurrent,
        @JsonProperty("timer_trigger") TimerTrigger timerTrigger,
        @JsonProperty("remote_trigger") RemoteTrigger remoteTrigger,
        @JsonProperty("generic_webhook") GenericWebhook genericWebhook,
        String jenkinsfile) {

    public NoScmPipeline {
        parameters = LenientDecoding.list(parameters);
    }
}
