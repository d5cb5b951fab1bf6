package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An update must not refuse a Pipeline whose runs worked. */
class EarlierTimerFallbackTest {
    private static final String OWNER = "Pipeline demo/web";
    private static final EngineRefusalException BAD_CRON =
            new EngineRefusalException(Reason.INVALID_SPEC, OWNER + ": spec.pipeline.timer_trigger.cron is bad");

    private static final String NOTE = "spec.pipeline.timer_trigger.cron is bad; the job has no timer";

    private final PipelineSpec spec = NoScmPipelineBuilder.named("web")
            .timerTrigger(new TimerTrigger("0/30 * * * ?", null))
            .spec();

    @Test
    void theJobIsMadeWithoutTheTimerThatJenkinsCannotRead() {
        JobOutcome outcome = EarlierTimerFallback.ensureJob(spec, OWNER, asked -> {
            if (asked.pipeline().timerTrigger() != null) {
                throw BAD_CRON;
            }
            return outcome("spec.pipeline.jenkinsfile is empty");
        });

        assertThat(outcome.notes()).containsExactly("spec.pipeline.jenkinsfile is empty", NOTE);
    }

    @Test
    void anotherProblemIsToldAsItIs() {
        assertThatThrownBy(() -> EarlierTimerFallback.ensureJob(spec, OWNER, asked -> {
                    throw asked.pipeline().timerTrigger() == null
                            ? new EngineRefusalException(Reason.INVALID_SPEC, "again")
                            : BAD_CRON;
                }))
                .isSameAs(BAD_CRON);
    }

    /** Such a refusal may end by itself: the job must keep its timer until then. */
    @Test
    void aRefusalThatIsNotAboutTheSpecIsNotRepeatedWithoutTheTimer() {
        EngineRefusalException missing = new EngineRefusalException(Reason.PLUGIN_MISSING, "install the plugin");

        assertThatThrownBy(() -> EarlierTimerFallback.ensureJob(spec, OWNER, asked -> {
                    if (asked.pipeline().timerTrigger() != null) {
                        throw missing;
                    }
                    return outcome();
                }))
                .isSameAs(missing);
    }

    @Test
    void theProblemOfAPipelineWithBranchesIsToldAsItIs() {
        PipelineSpec branches = new PipelineSpec("multi-branch-pipeline", null, null);

        assertThatThrownBy(() -> EarlierTimerFallback.ensureJob(branches, OWNER, asked -> {
                    throw BAD_CRON;
                }))
                .isSameAs(BAD_CRON);
    }

    private static JobOutcome outcome(String... notes) {
        return new JobOutcome(ItemOperationResult.UPDATED, List.of(), Drift.NONE, List.of(notes));
    }
}
