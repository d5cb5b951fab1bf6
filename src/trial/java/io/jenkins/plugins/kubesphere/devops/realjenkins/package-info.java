/**
 * A real Jenkins controller as a child process, for tests and trials that are given a war: installed into a home of its own,
 * killed, started again. What it did is read from its files and its own API.
 */
package io.jenkins.plugins.kubesphere.devops.realjenkins;
