/** The templates of the chart, for tests. */
package io.jenkins.plugins.kubesphere.devops.template.support;
