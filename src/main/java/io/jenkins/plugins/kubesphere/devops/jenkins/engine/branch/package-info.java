/** Reads the scans of multi-branch jobs, stores the build numbers of deleted branches, and has the build strategies. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;
