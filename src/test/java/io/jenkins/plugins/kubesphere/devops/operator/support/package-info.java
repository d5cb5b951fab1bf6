/** What several packages of operator tests use. */
package io.jenkins.plugins.kubesphere.devops.operator.support;
