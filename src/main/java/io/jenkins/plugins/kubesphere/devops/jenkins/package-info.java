/**
 * Everything that knows Jenkins, and the only place where its classes appear: {@code hudson}, {@code jenkins},
 * {@code org.jenkinsci}, {@code com.cloudbees}, {@code org.kohsuke.stapler}. Nothing outside refers to it.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins;
