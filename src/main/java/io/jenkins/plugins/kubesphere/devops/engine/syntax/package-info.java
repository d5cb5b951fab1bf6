/** What is wrong with a script or a cron expression that a person wrote. */
package io.jenkins.plugins.kubesphere.devops.engine.syntax;
