/** Reconciles DevOpsProjects: each has a namespace with its label, and a folder of the same name in the engine. */
package io.jenkins.plugins.kubesphere.devops.operator.project;
