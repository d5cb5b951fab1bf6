/** DevOpsProject: a namespace that is ours if its label says so, and the engine's folder of the same name. */
package io.jenkins.plugins.kubesphere.devops.operator.project;
