/** Says what a build that has started waits for: an agent, or a lock. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;
