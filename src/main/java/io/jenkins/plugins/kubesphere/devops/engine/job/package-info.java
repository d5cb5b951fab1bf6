/**
 * The values of {@link io.jenkins.plugins.kubesphere.devops.engine.JobEngine} and {@link
 * io.jenkins.plugins.kubesphere.devops.engine.BranchEngine}: folders, jobs and branches, as requested and as found.
 * Knows {@code api} only.
 */
package io.jenkins.plugins.kubesphere.devops.engine.job;
