package io.jenkins.plugins.kubesphere.devops.api.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.NullSafeCopies;
import java.util.List;

/**
 * A job with an inline Jenkinsfile.
 *
 * @param name required by the schema, but not used: the job has the name of the object
 * @param description free text, or null
 * @param discarder which builds are kept; null means all
 * @param parameters never null
 * @param disableConcurrent whether only one run is built at a time; null means no
 * @param timerTrigger starts runs on a schedule, or null
 * @param remoteTrigger starts runs for requests with a token, or null
 * @param genericWebhook starts runs when a webhook is called, or null
 * @param jenkinsfile text of the Jenkinsfile, or null
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
        parameters = NullSafeCopies.copyOf(parameters);
    }

    /** Returns a copy without the tokens of the triggers and the default values of password parameters. */
    public NoScmPipeline withoutSecrets() {
        return copy(
                parameters.stream().map(PipelineParameter::withoutSecret).toList(),
                timerTrigger,
                remoteTrigger == null ? null : new RemoteTrigger(null),
                genericWebhook == null ? null : genericWebhook.withoutToken());
    }

    /** Returns this spec with another Jenkinsfile. */
    public NoScmPipeline withJenkinsfile(String other) {
        return new NoScmPipeline(
                name,
                description,
                discarder,
                parameters,
                disableConcurrent,
                timerTrigger,
                remoteTrigger,
                genericWebhook,
                other);
    }

    /** Returns this spec without its schedule. */
    public NoScmPipeline withoutTimer() {
        return copy(parameters, null, remoteTrigger, genericWebhook);
    }

    /** Returns this spec with other parameters. */
    public NoScmPipeline withParameters(List<PipelineParameter> others) {
        return copy(others, timerTrigger, remoteTrigger, genericWebhook);
    }

    private NoScmPipeline copy(
            List<PipelineParameter> newParameters, TimerTrigger timer, RemoteTrigger remote, GenericWebhook webhook) {
        return new NoScmPipeline(
                name, description, discarder, newParameters, disableConcurrent, timer, remote, webhook, jenkinsfile);
    }
}
