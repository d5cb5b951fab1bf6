/** Checks Jenkinsfiles and cron expressions for callers, before they save them. */
package io.jenkins.plugins.kubesphere.devops.kapis.syntax;
