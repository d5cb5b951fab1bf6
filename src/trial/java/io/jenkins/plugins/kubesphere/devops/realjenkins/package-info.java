/**
 * Runs a real Jenkins controller as a child process, for tests and for {@code ./run}, if a war is given: installs it
 * into a home of its own, kills it, starts it again. Reads the results from the files of the home and from the API of
 * Jenkins.
 */
package io.jenkins.plugins.kubesphere.devops.realjenkins;
