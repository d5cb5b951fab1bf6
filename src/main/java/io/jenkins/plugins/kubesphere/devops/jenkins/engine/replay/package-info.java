/** Creates the actions of builds that replay another build, or restart it at a stage. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.replay;
