/** Reads the files that builds archived, wherever the artifact manager of Jenkins stores them. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.artifact;
