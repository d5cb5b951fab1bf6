/** What the build packs, looked at from outside: files and manifests, never the classes that the tests run with. */
package io.jenkins.plugins.kubesphere.devops.hpi;
