/** Compares statements of the documents with the files that they come from. */
package io.jenkins.plugins.kubesphere.devops.docs;
