package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ScheduleValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import org.w3c.dom.Element;

/**
 * Renders {@code timer_trigger}: starts runs on a schedule. A schedule that the engine cannot read is refused, because
 * the engine would load the job without its timer, without an error.
 */
public record TimerSection(String cron) implements Section {
    /** Path of the field, as users write it. */
    public static final String FIELD = "spec.pipeline.timer_trigger.cron";

    /** Jenkins reads a list such as {@code 1,2,3} with a recursive parser. A longer text could end its stack. */
    private static final int MAX_LENGTH = 4_000;

    public static TimerSection of(SpecTextValidator validator, TimerTrigger timer, ScheduleValidator schedules) {
        String cron = validator.check(FIELD, timer == null ? null : timer.cron());
        if (cron.length() > MAX_LENGTH) {
            throw validator
                    .refusals()
                    .create(FIELD, "has more than " + MAX_LENGTH + " characters; shorten the schedule");
        }
        if (!cron.isBlank()) {
            schedules.findProblem(cron).ifPresent(problem -> {
                throw validator
                        .refusals()
                        .create(
                                FIELD,
                                "is not a schedule that Jenkins can read: " + problem
                                        + "; give five fields (minute, hour, day of month, month, day of week),"
                                        + " for example H 2 * * 1-5, or remove timer_trigger");
            });
        }
        return new TimerSection(cron);
    }

    @Override
    public String name() {
        return "timer_trigger";
    }

    @Override
    public boolean isWanted() {
        return !cron.isBlank();
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.trigger("hudson.triggers.TimerTrigger");
    }

    @Override
    public void write(Element element) {
        DomElements.append(element, "spec", cron);
    }

    @Override
    public boolean matches(Element existing) {
        TrackingFieldReader fields = new TrackingFieldReader(existing);
        return fields.text("spec").equals(cron) && fields.allRead();
    }
}
