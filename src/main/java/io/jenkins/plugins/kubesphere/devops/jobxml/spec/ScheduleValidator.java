package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.util.Optional;

/** Asks the engine whether it can read a schedule in cron notation. Must be thread-safe. */
@FunctionalInterface
public interface ScheduleValidator {
    /** Accepts every schedule. */
    ScheduleValidator NONE = schedule -> Optional.empty();

    /**
     * Returns why the engine cannot read the schedule, in the words of the engine. It would load a job with such a
     * schedule without its timer.
     *
     * @param schedule never blank; may have several lines
     * @return empty if the engine can read it
     */
    Optional<String> findProblem(String schedule);
}
