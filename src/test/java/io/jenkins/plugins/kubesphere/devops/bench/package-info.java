/**
 * Measures times and asserts nothing, because times depend on the machine. bench/README.md shows how to run it, and
 * what the results mean.
 */
package io.jenkins.plugins.kubesphere.devops.bench;
