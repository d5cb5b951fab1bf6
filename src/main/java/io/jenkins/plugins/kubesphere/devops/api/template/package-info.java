/** Contains the Java types of the resources Template, ClusterTemplate and ClusterStepTemplate. They only hold data. */
package io.jenkins.plugins.kubesphere.devops.api.template;
