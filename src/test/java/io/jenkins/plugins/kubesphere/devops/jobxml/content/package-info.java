/**
 * The content of a job, from a spec and from a config.xml, to compare the two. This package does not use the code under
 * test: it reads XML with the parser of Java.
 */
package io.jenkins.plugins.kubesphere.devops.jobxml.content;
