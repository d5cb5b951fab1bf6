/**
 * Follows the flow graph of each build that runs, and reads that of builds that have ended. The rules for stages and
 * steps are in {@code engine.graph.table}.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.graph;
