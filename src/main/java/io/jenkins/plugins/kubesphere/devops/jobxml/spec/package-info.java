/** Reads and checks the values of a spec, and checks the finished config.xml. */
package io.jenkins.plugins.kubesphere.devops.jobxml.spec;
