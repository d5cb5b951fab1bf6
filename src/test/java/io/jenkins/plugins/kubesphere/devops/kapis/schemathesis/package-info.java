/** Calls the whole REST API with generated requests, and checks that the answers are those that its description promises. */
package io.jenkins.plugins.kubesphere.devops.kapis.schemathesis;
