/** Files of this plugin in the directories of builds. Jenkins deletes them with the build. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.buildfile;
