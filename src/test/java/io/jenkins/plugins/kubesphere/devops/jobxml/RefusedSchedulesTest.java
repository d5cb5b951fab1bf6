package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ScheduleValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests that a schedule which the engine cannot read is refused: Jenkins would load the job without its timer. */
class RefusedSchedulesTest {
    private final List<String> asked = new ArrayList<>();
    private final ScheduleValidator onlyHourly = schedule -> {
        asked.add(schedule);
        return schedule.equals("H * * * *") ? Optional.empty() : Optional.of("line 1:9: unexpected '?'");
    };
    private final RegularJobRenderer jobs =
            new RegularJobRenderer(new RandomizedEncryption(), plugin -> true, onlyHourly);

    @Test
    void aScheduleThatTheEngineCannotReadIsRefusedWithItsReason() {
        assertThatThrownBy(() -> jobs.create(timer("0 0 2 * * ?")))
                .isInstanceOfSatisfying(EngineRefusalException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.INVALID_SPEC))
                .hasMessage("Pipeline demo/web: spec.pipeline.timer_trigger.cron is not a schedule that Jenkins can"
                        + " read: line 1:9: unexpected '?'; give five fields (minute, hour, day of month, month, day of"
                        + " week), for example H 2 * * 1-5, or remove timer_trigger");
    }

    @Test
    void aChangedScheduleIsRefusedBeforeTheJobIsChanged() {
        RenderedJob before = jobs.create(timer("H * * * *"));

        assertThatThrownBy(() -> jobs.update(timer("hourly"), before.xml())).isInstanceOf(EngineRefusalException.class);
        assertThat(before.xml()).contains("<spec>H * * * *</spec>");
    }

    @Test
    void theEngineIsNotAskedAboutAnAbsentSchedule() {
        jobs.create(timer(null));
        jobs.create(timer(" "));
        jobs.create(JobRequests.script("echo 1"));

        assertThat(asked).isEmpty();
    }

    @Test
    void aVeryLongScheduleIsRefused() {
        assertThatThrownBy(() -> jobs.create(timer("1,".repeat(100_000) + "1 * * * *")))
                .hasMessage("Pipeline demo/web: spec.pipeline.timer_trigger.cron has more than 4000 characters; shorten"
                        + " the schedule");
        assertThat(asked).isEmpty();
    }

    private static JobRequest timer(String cron) {
        return JobRequests.of(NoScmPipelineBuilder.named("web")
                .timerTrigger(new TimerTrigger(cron, null))
                .jenkinsfile("echo 1")
                .build());
    }
}
