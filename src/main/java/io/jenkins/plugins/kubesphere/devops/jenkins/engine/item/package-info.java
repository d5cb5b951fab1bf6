/** Folders and jobs of Jenkins: created, merged, moved back, deleted. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;
