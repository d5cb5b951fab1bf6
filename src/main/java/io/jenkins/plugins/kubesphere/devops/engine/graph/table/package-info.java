/**
 * Builds the list of stages and steps from the nodes of a build's flow graph, one node after the other. Knows no class
 * of Jenkins, so that recorded builds can be replayed.
 */
package io.jenkins.plugins.kubesphere.devops.engine.graph.table;
