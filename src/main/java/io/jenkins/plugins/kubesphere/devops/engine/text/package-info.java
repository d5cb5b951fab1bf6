/**
 * Prepares the output of a build for display: plain characters, masked secrets, the last lines. Every engine uses it.
 */
package io.jenkins.plugins.kubesphere.devops.engine.text;
