/** Reads certificates in PEM form, and checks which private key belongs to them, with what Java itself has. */
package io.jenkins.plugins.kubesphere.devops.operator.credential.certificate;
