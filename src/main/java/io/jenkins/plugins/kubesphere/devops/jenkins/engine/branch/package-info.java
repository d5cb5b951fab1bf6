/** Branches of multi-branch jobs: their jobs, scans, and build strategies. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch;
