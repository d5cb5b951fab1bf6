package io.jenkins.plugins.kubesphere.devops.engine;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.CronCheck;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.ScriptProblem;
import java.util.List;

/**
 * Checks what people write before they save it, and runs no part of it. Neither method trusts the text. Both may take a few
 * seconds, and end then. See {@link Engine} for the rules of threads, errors and crashes.
 */
public interface SyntaxChecker {
    /** The checker of an engine that cannot check. */
    SyntaxChecker NONE = new SyntaxChecker() {
        @Override
        public List<ScriptProblem> checkScript(JobName job, String script) {
            throw missing("Jenkinsfiles");
        }

        @Override
        public CronCheck checkCron(JobName job, String cron) {
            throw missing("cron expressions");
        }
    };

    /** The refusal of an engine that cannot check this. */
    static EngineRefusalException missing(String what) {
        return new EngineRefusalException(
                EngineRefusalException.Reason.PLUGIN_MISSING, "this engine cannot check " + what);
    }

    /**
     * Compiles a Jenkinsfile, and forgets the result.
     *
     * @param job that has the Jenkinsfile, or will have it
     * @return empty if it compiles
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#PLUGIN_MISSING} if the engine cannot check it;
     *     {@link EngineRefusalException.Reason#JOB_MISSING} if it needs the job, and there is none
     * @throws EngineFailureException if too many texts are being checked; the caller may try again later
     */
    List<ScriptProblem> checkScript(JobName job, String script);

    /**
     * Checks a cron expression, which may have several lines.
     *
     * @param job that has the trigger; where the expression says {@code H}, its name decides
     * @throws EngineRefusalException as {@link #checkScript}
     */
    CronCheck checkCron(JobName job, String cron);
}
