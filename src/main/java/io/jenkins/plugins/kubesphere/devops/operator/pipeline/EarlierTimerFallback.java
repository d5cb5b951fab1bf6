package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Creates the job of an earlier spec without its timer, if Jenkins cannot read the schedule. Jenkins has always loaded
 * such a job without its timer, and ks-devops did not tell.
 */
final class EarlierTimerFallback {
    private EarlierTimerFallback() {}

    /**
     * @param ensure creates or changes the job for a spec
     * @param owner the Pipeline, as it stands at the beginning of refusals
     * @return what {@code ensure} returns; a note says that the job has no timer, and why
     * @throws EngineRefusalException if the spec is refused for another reason
     */
    static JobOutcome ensureJob(PipelineSpec spec, String owner, Function<PipelineSpec, JobOutcome> ensure) {
        try {
            return ensure.apply(spec);
        } catch (EngineRefusalException refusal) {
            NoScmPipeline pipeline = spec.pipeline();
            if (refusal.reason() != EngineRefusalException.Reason.INVALID_SPEC
                    || pipeline == null
                    || pipeline.timerTrigger() == null) {
                throw refusal;
            }
            JobOutcome outcome;
            try {
                outcome = ensure.apply(spec.withPipeline(pipeline.withoutTimer()));
            } catch (EngineRefusalException again) {
                throw refusal;
            }
            String problem = refusal.getMessage().replace(owner + ": ", "");
            return outcome.withNotes(
                    Stream.concat(outcome.notes().stream(), Stream.of(problem + "; the job has no timer"))
                            .toList());
        }
    }
}
