package io.jenkins.plugins.kubesphere.devops.jenkins.engine.schedule;

import hudson.scheduler.CronTabList;
import hudson.scheduler.Hash;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.CronCheck;
import java.time.Instant;
import java.util.Calendar;
import java.util.Optional;
import java.util.function.Supplier;

/** Says of a cron expression what Jenkins says below the field of a schedule. */
public final class CronExpressionChecker {
    /** Each line is looked up in a calendar, so the number of lines must not be that of the caller. */
    private static final int MAX_CHARACTERS = 4_096;

    private CronExpressionChecker() {}

    /** @param jobFullName decides what {@code H} stands for */
    public static CronCheck check(String jobFullName, String cron) {
        if (cron.isBlank()) {
            return CronCheck.error("the cron expression is empty; write for example H 2 * * *");
        }
        if (cron.length() > MAX_CHARACTERS) {
            return CronCheck.error("the cron expression has " + cron.length() + " characters, but at most "
                    + MAX_CHARACTERS + " are read; shorten it");
        }
        Optional<String> problem = new JenkinsScheduleValidator().findProblem(cron);
        return problem.isPresent()
                ? CronCheck.error(problem.get())
                : describe(cron, CronTabList.create(cron, Hash.from(jobFullName)));
    }

    private static CronCheck describe(String cron, CronTabList schedule) {
        Optional<Instant> last = find(schedule::previous);
        Optional<Instant> next = find(schedule::next);
        if (next.isEmpty()) {
            return new CronCheck(
                    CronCheck.Level.WARNING,
                    "the expression matches dates rarely (29 February) or never (31 February)",
                    last,
                    next);
        }
        return JenkinsScheduleValidator.findHint(cron)
                .map(hint -> new CronCheck(CronCheck.Level.WARNING, hint, last, next))
                .orElseGet(() -> new CronCheck(
                        CronCheck.Level.OK,
                        last.map(time -> "Would last have run at " + time + "; would next run at ")
                                        .orElse("Would next run at ")
                                + next.get() + ".",
                        last,
                        next));
    }

    private static Optional<Instant> find(Supplier<Calendar> time) {
        try {
            return Optional.ofNullable(time.get()).map(Calendar::toInstant);
        } catch (RuntimeException rareOrImpossible) {
            // Its class RareOrImpossibleDateException is not for plugins.
            return Optional.empty();
        }
    }
}
