/** Deletes builds for this plugin, and remembers the builds of runs that somebody else deleted. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.deletion;
