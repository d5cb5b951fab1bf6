/**
 * Contains the Java types of the resource Pipeline. They only hold data. If a field is null, the user did not set it,
 * and this plugin does not change that setting of the job.
 */
package io.jenkins.plugins.kubesphere.devops.api.pipeline;
