/** Has the types of the resource GitRepository. They are values. */
package io.jenkins.plugins.kubesphere.devops.api.repository;
