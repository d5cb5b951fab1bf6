/** What lists show of jobs and branches: health, parameters, last builds. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.summary;
