/** Measures, and asserts nothing: times belong to a machine. How, and what it means: bench/README.md. */
package io.jenkins.plugins.kubesphere.devops.bench;
