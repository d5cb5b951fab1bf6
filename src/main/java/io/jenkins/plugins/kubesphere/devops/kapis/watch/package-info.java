/** Sends an answer again whenever it changes, as server-sent events, so that clients need not poll. */
package io.jenkins.plugins.kubesphere.devops.kapis.watch;
