/** The version v1alpha3 of the REST API: projects, pipelines, runs, credentials and templates as objects. */
package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;
