/** Values of a spec, checked before they get into a config.xml. */
package io.jenkins.plugins.kubesphere.devops.jobxml.spec;
