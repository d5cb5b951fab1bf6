/**
 * Masks secrets in all texts and exceptions that leave an engine. Each class wraps one role of the engine. Uses all
 * other packages of {@code engine}.
 */
package io.jenkins.plugins.kubesphere.devops.engine.mask;
