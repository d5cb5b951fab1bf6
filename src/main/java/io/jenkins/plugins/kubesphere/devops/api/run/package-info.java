/** Contains the Java types of the resource PipelineRun. They only hold data. */
package io.jenkins.plugins.kubesphere.devops.api.run;
