package io.jenkins.plugins.kubesphere.devops.engine.job;

/** Tells what was done to make an item match its request. */
public enum ItemChange {
    /** The item did not exist and was created. */
    CREATED,
    /** The item existed, belonged to the owner, and differed. */
    UPDATED,
    /** The item already matched; nothing was written. */
    UNCHANGED
}
