/** The stages and steps of a build, as values: in the order, with the ids and in the words of Blue Ocean's REST API. */
package io.jenkins.plugins.kubesphere.devops.engine.graph;
