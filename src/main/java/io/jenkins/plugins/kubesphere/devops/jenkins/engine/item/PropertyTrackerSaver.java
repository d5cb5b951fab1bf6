package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction;

/**
 * What the step {@code properties} notes of a job: which properties are its own. It notes them in memory only. After a restart
 * the note would be gone, and the step's next run would remove every property of the job, {@link ManagedJobProperty} with them.
 */
public final class PropertyTrackerSaver {
    private static final Pattern NOTE = Pattern.compile(
            "<(" + Pattern.quote(JobPropertyTrackerAction.class.getName()) + ")\\b[^>]*>(.*?)</\\1>", Pattern.DOTALL);

    private PropertyTrackerSaver() {}

    /** Saves the job if its file has another note, or none. */
    public static void keep(WorkflowJob job) {
        if (job.getAction(JobPropertyTrackerAction.class) != null
                && ItemOwnership.of(job).isPresent()) {
            PluginInitiatedChange.does(() -> {
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
