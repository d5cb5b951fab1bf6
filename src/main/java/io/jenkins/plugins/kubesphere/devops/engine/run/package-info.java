/**
 * The values of {@link io.jenkins.plugins.kubesphere.devops.engine.RunEngine} and {@link
 * io.jenkins.plugins.kubesphere.devops.engine.RunLogReader}: requests for runs, their state, and parts of their logs.
 * Uses only {@code engine/job}.
 */
package io.jenkins.plugins.kubesphere.devops.engine.run;
