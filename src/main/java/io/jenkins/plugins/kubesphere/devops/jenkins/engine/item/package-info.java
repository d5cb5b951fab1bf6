/** Creates, updates, moves back and deletes the folders and jobs of Jenkins, and tells which resource owns them. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;
