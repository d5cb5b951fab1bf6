/** Compares statements in the documents with the files that they describe. */
package io.jenkins.plugins.kubesphere.devops.docs;
