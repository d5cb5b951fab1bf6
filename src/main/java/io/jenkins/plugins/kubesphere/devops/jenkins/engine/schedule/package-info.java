/** Reads schedules in the cron notation of Jenkins, with the classes with which Jenkins reads them. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.schedule;
