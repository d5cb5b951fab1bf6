package io.jenkins.plugins.kubesphere.devops.api;

/** Names of the types of conditions. This plugin writes them; users, consoles and {@code kubectl wait} read them. */
public final class ConditionTypes {
    /**
     * On a project or pipeline: True while the folder or job is in sync with the spec. On a run: False with a reason
     * until its build exists, and True after that. On a template: True if it can be rendered. On kinds that this plugin does
     * not reconcile yet: False.
     */
    public static final String READY = "Ready";

    /** On a run: Unknown until the run ends, then True or False. */
    public static final String SUCCEEDED = "Succeeded";

    /**
     * On a pipeline: True while its spec sets a field that the Jenkinsfile or a person also sets. The spec takes
     * precedence. Absent until this happens for the first time.
     */
    public static final String FIELD_CONFLICT = "FieldConflict";

    /**
     * On a multi-branch pipeline: True if the last scan for branches succeeded, False if it did not, Unknown before the
     * first scan has ended. The message names branches that got no job.
     */
    public static final String SCANNED = "Scanned";

    /**
     * On a regular pipeline: True while the JSON for graphical editors has the same content as the Jenkinsfile. False
     * for a scripted Jenkinsfile, which still runs. Absent until it is False for the first time.
     */
    public static final String JENKINSFILE_CONVERTED = "JenkinsfileConverted";

    /** On kinds that this plugin does not reconcile yet: True, so that users do not wait for an effect. */
    public static final String NOT_SUPPORTED = "NotSupported";

    private ConditionTypes() {}
}
