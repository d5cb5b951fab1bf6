/** Finds out how a build ended, and why: what interrupted it, which step failed or warned, and with which error. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.failure;
