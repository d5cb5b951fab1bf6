/** Gives builds that another program started, ks-devops, to the runs for which they were started. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.adoption;
