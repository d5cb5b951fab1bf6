/** Checks the values of a spec before they are written into a config.xml. */
package io.jenkins.plugins.kubesphere.devops.jobxml.spec;
