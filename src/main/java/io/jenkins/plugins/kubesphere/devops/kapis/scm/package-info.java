/**
 * Git providers and repositories, as the REST API serves them: verification of credentials, organizations, repositories and
 * their content. {@code provider} has the clients. {@code ScmCredentialReader} decides to which servers a token is sent.
 */
package io.jenkins.plugins.kubesphere.devops.kapis.scm;
