/** Has the types of the resource DevOpsProject. They are values. */
package io.jenkins.plugins.kubesphere.devops.api.project;
