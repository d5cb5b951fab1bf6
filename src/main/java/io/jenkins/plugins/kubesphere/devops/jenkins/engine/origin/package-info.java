/** Reads what started a build, and with which parameters. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.origin;
