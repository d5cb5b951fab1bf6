/**
 * Has the types of the resource Pipeline. They are values. If a part is null, the user did not set it, and this plugin
 * does not change the setting of the job.
 */
package io.jenkins.plugins.kubesphere.devops.api.pipeline;
