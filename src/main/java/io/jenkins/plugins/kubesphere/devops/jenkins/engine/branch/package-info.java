/**
 * Reads the scans of multi-branch jobs, stores the build numbers of deleted branches, and decides which branches
 * Jenkins builds by itself.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;
