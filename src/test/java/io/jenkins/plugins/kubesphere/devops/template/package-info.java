/** Tests of templates of Jenkinsfiles and steps. */
package io.jenkins.plugins.kubesphere.devops.template;
