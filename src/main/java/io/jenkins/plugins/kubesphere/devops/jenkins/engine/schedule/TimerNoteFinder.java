package io.jenkins.plugins.kubesphere.devops.jenkins.engine.schedule;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.TimerSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what the author of a timer should know although Jenkins accepts it. */
public final class TimerNoteFinder {
    private TimerNoteFinder() {}

    /**
     * Returns the notes about the timer of a regular pipeline, and none for another pipeline.
     *
     * @param spec a spec that was accepted
     */
    public static List<String> findNotes(PipelineSpec spec) {
        if (!PipelineTypes.PIPELINE.equals(spec.type())
                || spec.pipeline() == null
                || spec.pipeline().timerTrigger() == null) {
            return List.of();
        }
        String cron = spec.pipeline().timerTrigger().cron();
        return cron == null || cron.isBlank() ? List.of() : findNotes(cron);
    }

    private static List<String> findNotes(String cron) {
        Optional<String> neverDue = JenkinsScheduleValidator.isEverDue(cron)
                ? Optional.empty()
                : Optional.of(TimerSection.FIELD
                        + " matches dates rarely (29 February) or never (31 February), so it may start no run; correct it"
                        + " or remove timer_trigger");
        Optional<String> hint = JenkinsScheduleValidator.findHint(cron)
                .map(text -> "Jenkins has a hint for " + TimerSection.FIELD + ": " + text);
        return Stream.of(neverDue, hint).flatMap(Optional::stream).toList();
    }
}
