package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.SyntaxChecker;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.CronCheck;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.ScriptProblem;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.schedule.CronExpressionChecker;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.ScriptCompiler;
import java.util.List;

/** Checks Jenkinsfiles and cron expressions with the classes of this controller. */
final class JenkinsSyntaxChecker implements SyntaxChecker {

    @Override
    public List<ScriptProblem> checkScript(JobName job, String script) {
        return SystemIdentity.call(() -> ScriptCompiler.compile(
                job.folder(),
                ItemLookup.pipelineItem(job)
                        .orElseThrow(
                                () -> new EngineRefusalException(
                                        EngineRefusalException.Reason.JOB_MISSING,
                                        "pipeline \"" + job.job()
                                                + "\" has no job in this Jenkins: it is not created yet, or another Jenkins has it")),
                script));
    }

    @Override
    public CronCheck checkCron(JobName job, String cron) {
        return CronExpressionChecker.check(job.folder() + "/" + job.job(), cron);
    }
}
