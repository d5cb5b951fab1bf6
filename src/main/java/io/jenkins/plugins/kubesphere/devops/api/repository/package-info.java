/** Contains the Java types of the resource GitRepository. They only hold data. */
package io.jenkins.plugins.kubesphere.devops.api.repository;
