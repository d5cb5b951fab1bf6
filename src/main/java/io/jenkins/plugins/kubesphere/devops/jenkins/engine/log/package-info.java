/** Reads the logs of builds, steps and scans, from a position on, without the notes that Jenkins puts into them. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.log;
