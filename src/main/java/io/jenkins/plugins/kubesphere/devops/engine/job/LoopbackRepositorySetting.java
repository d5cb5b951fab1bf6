package io.jenkins.plugins.kubesphere.devops.engine.job;

/**
 * The setting that allows repositories on the controller's loopback interface. Only trials and tests need it, because
 * their Git servers run on the machine of Jenkins.
 */
public final class LoopbackRepositorySetting {
    /** The system property. Its default is false. */
    public static final String PROPERTY = "io.jenkins.plugins.kubesphere.devops.allowLoopbackRepositories";

    private LoopbackRepositorySetting() {}

    /** Reads the property each time, so an administrator can change it without a restart. */
    public static boolean areAllowed() {
        return Boolean.getBoolean(PROPERTY);
    }
}
