package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction;

/**
 * Saves the action in which the step {@code properties} records the properties that it set. The step adds the action to
 * the job in memory only. Without the action, after a restart, the next run of the step would remove every property of
 * the job, also {@link ManagedJobProperty}.
 */
public final class PropertyTrackerSaver {
    private static final Pattern NOTE = Pattern.compile(
            "<(" + Pattern.quote(JobPropertyTrackerAction.class.getName()) + ")\\b[^>]*>(.*?)</\\1>", Pattern.DOTALL);

    private PropertyTrackerSaver() {}

    /** Saves the job if the action in its file is missing or differs. */
    public static void save(WorkflowJob job) {
        if (job.getAction(JobPropertyTrackerAction.class) != null
                && ItemOwnership.of(job).isPresent()) {
            PluginInitiatedChange.run(() -> {
                if (!isWritten(job)) {
                    job.save();
                }
                return null;
            });
        }
    }

    private static boolean isWritten(WorkflowJob job) throws IOException {
        return Objects.equals(
                in(JobProvisioner.inMemory(job)), in(job.getConfigFile().asString()));
    }

    private static String in(String document) {
        Matcher note = NOTE.matcher(document);
        return note.find() ? note.group(2).replaceAll("\\s+", "") : null;
    }
}
