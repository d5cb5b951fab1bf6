package io.jenkins.plugins.kubesphere.devops.engine.job;

/** What making an item exist as requested took. */
public enum ItemChange {
    /** The item was not there. */
    CREATED,
    /** The item was there, ours, and differed. */
    UPDATED,
    /** The item was as requested; nothing was written. */
    UNCHANGED
}
