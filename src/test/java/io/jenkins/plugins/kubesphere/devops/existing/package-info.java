/** Tests that objects which earlier releases stored are still served, or refused in words. */
package io.jenkins.plugins.kubesphere.devops.existing;
