/** Serves the REST API in Jenkins: the paths, the exception from crumbs, and the users of Jenkins. */
package io.jenkins.plugins.kubesphere.devops.jenkins.web;
