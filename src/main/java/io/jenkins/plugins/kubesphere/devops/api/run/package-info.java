/** The PipelineRun resource. Values only, as in the package above. */
package io.jenkins.plugins.kubesphere.devops.api.run;
