/**
 * From a pipeline's spec to the configuration of its job, as a DOM document.
 *
 * <p>Pure Java: no Jenkins class, no input or output. Knows the names of Jenkins' classes as text alone, because that is
 * what a config.xml consists of. May use {@code api} and {@code engine}. One {@code Section} for each field of the spec
 * that owns an element; docs/jobs.md says who owns what.
 */
package io.jenkins.plugins.kubesphere.devops.jobxml;
