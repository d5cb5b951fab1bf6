/** Renders templates of Jenkinsfiles and of steps, with checked parameters. */
package io.jenkins.plugins.kubesphere.devops.template;
