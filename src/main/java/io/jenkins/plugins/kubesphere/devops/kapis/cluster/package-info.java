/**
 * The objects of the cluster as the REST API sees them. Reads are answered from informers, so that a page that polls
 * costs the API server nothing; writes go to the API server.
 */
package io.jenkins.plugins.kubesphere.devops.kapis.cluster;
