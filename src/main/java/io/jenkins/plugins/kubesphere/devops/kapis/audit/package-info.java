/** Records who has changed what. */
package io.jenkins.plugins.kubesphere.devops.kapis.audit;
