package io.jenkins.plugins.kubesphere.devops.api;

/** What conditions are about. We write them; users, consoles and {@code kubectl wait} read them. */
public final class ConditionTypes {
    /**
     * On a project or pipeline: True while the folder or job is as the spec says. On a run: True once it is bound to
     * its build, False with a reason before. On kinds that nothing reconciles yet: False.
     */
    public static final String READY = "Ready";

    /** On a run: Unknown until its end, then True or False. */
    public static final String SUCCEEDED = "Succeeded";

    /**
     * On a pipeline: True while its spec sets what the Jenkinsfile or a person sets as well. The spec counts. Absent until
     * that was the case once.
     */
    public static final String FIELD_CONFLICT = "FieldConflict";

    /**
     * On a multi-branch pipeline: True if the last look for its branches went through, False if it did not, Unknown before
     * the first. The message names branches that were left out.
     */
    public static final String SCANNED = "Scanned";

    /**
     * On a regular pipeline: True while the JSON of its Jenkinsfile, which graphical editors show, says what the Jenkinsfile
     * says. False of a scripted one, which runs all the same. Absent until it was False once.
     */
    public static final String JENKINSFILE_CONVERTED = "JenkinsfileConverted";

    /** On kinds that nothing reconciles yet: True, so that nobody waits for an effect in vain. */
    public static final String NOT_SERVED = "NotServed";

    private ConditionTypes() {}
}
