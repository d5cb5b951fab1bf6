/**
 * The Git providers. Each provider has a small client that only reads. The plugins of Jenkins for these providers are
 * optional, and their own HTTP clients reach every address; so would a library for all providers. Here each request goes
 * through {@code outbound}.
 */
package io.jenkins.plugins.kubesphere.devops.kapis.scm.provider;
