/**
 * Who a caller is, and what a caller may do. Reviewers and authorizers ask a server; nothing that a request claims about
 * its caller is believed.
 */
package io.jenkins.plugins.kubesphere.devops.kapis.auth;
