/** Template, ClusterTemplate and ClusterStepTemplate. Values only, as in the package above. */
package io.jenkins.plugins.kubesphere.devops.api.template;
