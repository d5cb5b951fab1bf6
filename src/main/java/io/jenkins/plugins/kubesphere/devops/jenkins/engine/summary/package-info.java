/** Reads what lists show of jobs and branches: weather, parameters, last builds. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;
