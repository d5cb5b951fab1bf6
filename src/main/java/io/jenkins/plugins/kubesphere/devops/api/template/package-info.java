/** Has the types of the resources Template, ClusterTemplate and ClusterStepTemplate. They are values. */
package io.jenkins.plugins.kubesphere.devops.api.template;
