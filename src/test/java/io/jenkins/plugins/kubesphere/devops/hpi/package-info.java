/** Checks what the build packs. It reads files and manifests, and does not use the classes that the tests run with. */
package io.jenkins.plugins.kubesphere.devops.hpi;
