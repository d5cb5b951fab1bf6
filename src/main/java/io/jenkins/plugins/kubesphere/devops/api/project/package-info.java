/** Contains the Java types of the resource DevOpsProject. They only hold data. */
package io.jenkins.plugins.kubesphere.devops.api.project;
