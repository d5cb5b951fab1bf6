/** Tests the files that the build packages. They read the packaged files, not the class path of the tests. */
package io.jenkins.plugins.kubesphere.devops.hpi;
