/** Reads and writes config.xml as a DOM document. */
package io.jenkins.plugins.kubesphere.devops.jobxml.dom;
