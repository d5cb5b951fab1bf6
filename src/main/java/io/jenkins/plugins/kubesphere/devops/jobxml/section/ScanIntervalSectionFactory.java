package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Renders {@code timer_trigger} of a multi-branch pipeline: how long after a scan Jenkins scans again. */
public final class ScanIntervalSectionFactory {
    private ScanIntervalSectionFactory() {}

    public static Section create(SpecTextValidator validator, String parentPath, TimerTrigger timer) {
        String interval =
                timer == null ? "" : interval(validator, parentPath + ".timer_trigger.interval", timer.interval());
        return new ObjectSection(
                "timer_trigger",
                timer != null,
                ElementLocation.folderTrigger("com.cloudbees.hudson.plugins.folder.computed.PeriodicFolderTrigger"),
                List.of(
                        new ObjectSection.Field("spec", interval.isEmpty() ? "" : cron(Long.parseLong(interval))),
                        new ObjectSection.Field("interval", interval)));
    }

    private static String interval(SpecTextValidator validator, String field, String specValue) {
        String interval = validator.check(field, specValue).trim();
        if (!interval.matches("[1-9][0-9]{0,12}")) {
            throw validator
                    .refusals()
                    .create(
                            field,
                            (interval.isEmpty() ? "is missing" : "\"" + interval + "\" is not a length of time")
                                    + "; give milliseconds, 900000 for a quarter of an hour, or remove timer_trigger");
        }
        return interval;
    }

    /**
     * How often Jenkins checks whether the interval has passed ({@code PeriodicFolderTrigger.toCrontab}).
     *
     * @param interval milliseconds
     */
    public static String cron(long interval) {
        if (interval <= TimeUnit.MINUTES.toMillis(5)) {
            return "* * * * *";
        }
        if (interval <= TimeUnit.MINUTES.toMillis(30)) {
            return "H/5 * * * *";
        }
        if (interval <= TimeUnit.HOURS.toMillis(1)) {
            return "H/15 * * * *";
        }
        if (interval <= TimeUnit.HOURS.toMillis(8)) {
            return "H/30 * * * *";
        }
        if (interval <= TimeUnit.DAYS.toMillis(1)) {
            return "H H/4 * * *";
        }
        return interval <= TimeUnit.DAYS.toMillis(2) ? "H H/12 * * *" : "H H * * *";
    }
}
