/** The operator as a service of this controller. */
package io.jenkins.plugins.kubesphere.devops.jenkins.service;
