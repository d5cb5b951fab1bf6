/** Writes and reads the files that this plugin adds to the home of Jenkins. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.file;
