/** Says whether a build that has started runs, and what it waits for otherwise: an agent, or a lock. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.wait;
