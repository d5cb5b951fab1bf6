package io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume;

import java.lang.reflect.Field;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Closes the log of a build that has ended, so that Jenkins does not take the build for one that runs. Jenkins offers
 * no method for this, so the field is changed.
 */
public final class BuildLogCloser {
    private static final String FIELD = "listener";

    private BuildLogCloser() {}

    /**
     * Closes the log.
     *
     * @throws IllegalStateException if this version of Jenkins keeps the log elsewhere; then only a restart helps
     */
    public static void close(WorkflowRun build) {
        try {
            Field field = WorkflowRun.class.getDeclaredField(FIELD);
            field.setAccessible(true);
            if (field.get(build) instanceof AutoCloseable log) {
                log.close();
            }
            field.set(build, null);
        } catch (Exception e) {
            throw new IllegalStateException(
                    build.getFullDisplayName() + " has ended, but its log is open; restart Jenkins to close it", e);
        }
    }
}
