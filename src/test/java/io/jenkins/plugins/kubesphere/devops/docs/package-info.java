/** What the documents say, compared with the files that it comes from. */
package io.jenkins.plugins.kubesphere.devops.docs;
