/**
 * The values of {@link io.jenkins.plugins.kubesphere.devops.engine.JobEngine} and {@link
 * io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader}: requests for folders and jobs, their results, and the
 * results of scans. Uses only {@code api}.
 */
package io.jenkins.plugins.kubesphere.devops.engine.job;
