/** Ends the builds that Jenkins resumed after a restart and that cannot make another step. */
package io.jenkins.plugins.kubesphere.devops.jenkins.engine.resume;
