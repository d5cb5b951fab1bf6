package io.jenkins.plugins.kubesphere.devops.kapis.schemathesis;

import io.jenkins.plugins.kubesphere.devops.engine.SyntaxChecker;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.CronCheck;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.ScriptProblem;
import java.util.List;

/** Each script is good if it is short, and no cron expression is. */
final class SampleSyntaxChecker implements SyntaxChecker {
    @Override
    public List<ScriptProblem> checkScript(JobName job, String script) {
        return script.length() < 3 ? List.of() : List.of(new ScriptProblem(1, 1, "too long"));
    }

    @Override
    public CronCheck checkCron(JobName job, String cron) {
        return CronCheck.error("not a schedule");
    }
}
