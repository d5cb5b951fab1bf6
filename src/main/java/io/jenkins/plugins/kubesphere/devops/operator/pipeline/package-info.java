/** Pipeline: checked for what every engine needs, then handed to the engine as a job. */
package io.jenkins.plugins.kubesphere.devops.operator.pipeline;
