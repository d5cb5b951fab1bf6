package io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin;

import hudson.model.Cause;
import io.jenkins.plugins.kubesphere.devops.api.RunTriggers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Reads from the causes of a build what started it. */
final class BuildTriggerReader {
    /**
     * The class of a cause, and what it means. The first row that matches one of the causes decides: who repeats a
     * build is also its user, and the repeated build keeps the causes of the first one. Names are compared, because
     * most of the classes are in plugins that may be missing.
     */
    private record Row(String className, String trigger) {}

    private static final List<Row> ROWS = List.of(
            new Row("org.jenkinsci.plugins.workflow.cps.replay.ReplayCause", RunTriggers.REPLAY),
            new Row(
                    "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause",
                    RunTriggers.RESTART),
            new Row("jenkins.branch.BranchEventCause", RunTriggers.WEBHOOK),
            new Row("jenkins.branch.BranchIndexingCause", RunTriggers.INDEXING),
            new Row("org.jenkinsci.plugins.gwt.GenericCause", RunTriggers.WEBHOOK),
            new Row("com.cloudbees.jenkins.GitHubPushCause", RunTriggers.WEBHOOK),
            new Row("com.dabsquared.gitlabjenkins.cause.GitLabWebHookCause", RunTriggers.WEBHOOK),
            new Row("hudson.model.Cause$RemoteCause", RunTriggers.WEBHOOK),
            new Row("hudson.model.Cause$UpstreamCause", RunTriggers.UPSTREAM),
            new Row("hudson.triggers.TimerTrigger$TimerTriggerCause", RunTriggers.TIMER),
            new Row("hudson.triggers.SCMTrigger$SCMTriggerCause", RunTriggers.SCM),
            new Row("hudson.model.Cause$UserIdCause", RunTriggers.USER));

    private BuildTriggerReader() {}

    /** Returns one of {@link RunTriggers}. */
    static String readTrigger(WorkflowRun build) {
        List<Cause> causes = build.getCauses();
        return ROWS.stream()
                .filter(row -> causes.stream().anyMatch(cause -> isA(cause.getClass(), row.className())))
                .map(Row::trigger)
                .findFirst()
                .orElse(RunTriggers.OTHER);
    }

    /** Returns the id of the person who started the build; empty if it was none, or a person without an account. */
    static String readUser(WorkflowRun build) {
        return build.getCauses().stream()
                .filter(Cause.UserIdCause.class::isInstance)
                .map(cause -> ((Cause.UserIdCause) cause).getUserId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static boolean isA(Class<?> type, String name) {
        return Optional.<Class<?>>ofNullable(type)
                .filter(found -> found.getName().equals(name) || isA(found.getSuperclass(), name))
                .isPresent();
    }
}
