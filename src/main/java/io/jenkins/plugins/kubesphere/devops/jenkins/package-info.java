/**
 * Connects the plugin with Jenkins. This is the only package that uses classes of Jenkins: {@code hudson},
 * {@code jenkins}, {@code org.jenkinsci}, {@code com.cloudbees}, {@code org.kohsuke.stapler}. No package outside uses
 * this one.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins;
