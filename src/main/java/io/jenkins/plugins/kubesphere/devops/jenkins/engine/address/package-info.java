/** The addresses of the pages of Jenkins, for people. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.address;
