/**
 * Renders the config.xml of a job from the spec of its pipeline, as a DOM document.
 *
 * <p>Uses no class of Jenkins and does no input or output. The class names in a config.xml are strings here. May use
 * {@code api} and {@code engine}. Each field of the spec that owns an element has one {@code Section}; docs/jobs.md
 * says which setting belongs to whom.
 */
package io.jenkins.plugins.kubesphere.devops.jobxml;
