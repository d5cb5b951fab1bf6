/** Writes on templates whether they can be rendered. The REST API renders them. */
package io.jenkins.plugins.kubesphere.devops.operator.template;
