package io.jenkins.plugins.kubesphere.devops.jenkins.engine.schedule;

import hudson.scheduler.CronTab;
import hudson.scheduler.CronTabList;
import io.jenkins.plugins.kubesphere.devops.api.text.TextTruncator;
import io.jenkins.plugins.kubesphere.devops.engine.text.ControlCharacterFilter;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ScheduleValidator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads schedules as {@code TimerTrigger} of this Jenkins reads them when it loads a job. */
public final class JenkinsScheduleValidator implements ScheduleValidator {
    private static final int MAX_MESSAGE_LENGTH = 300;

    @Override
    public Optional<String> findProblem(String schedule) {
        try {
            CronTabList.create(schedule);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(toOneLine(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Returns the hint that Jenkins shows below the field of the schedule, for example that all jobs with this schedule
     * start at the same minute.
     *
     * @param schedule must be valid
     */
    static Optional<String> findHint(String schedule) {
        return Optional.ofNullable(CronTabList.create(schedule).checkSanity()).map(JenkinsScheduleValidator::toOneLine);
    }

    /**
     * Returns false if no line of the schedule has a time in the next years, as on 31 February.
     *
     * @param schedule must be valid
     */
    static boolean isEverDue(String schedule) {
        return schedule.lines()
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("TZ="))
                .anyMatch(JenkinsScheduleValidator::hasNextTime);
    }

    private static boolean hasNextTime(String line) {
        CronTab times = new CronTab(line);
        try {
            times.ceil(System.currentTimeMillis());
            return true;
        } catch (RuntimeException rareOrImpossible) {
            // Its class RareOrImpossibleDateException is not for plugins.
            return false;
        }
    }

    private static String toOneLine(String message) {
        return TextTruncator.truncate(
                message.lines().map(ControlCharacterFilter::apply).collect(Collectors.joining(" ")),
                MAX_MESSAGE_LENGTH);
    }
}
