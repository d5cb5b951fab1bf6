/**
 * The Pipeline resource. Values only, as in the package above. A null part is one that the user left out: what the job
 * has there is then not ours.
 */
package io.jenkins.plugins.kubesphere.devops.api.pipeline;
