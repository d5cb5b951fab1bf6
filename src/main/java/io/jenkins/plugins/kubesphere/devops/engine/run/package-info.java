/**
 * The values of {@link io.jenkins.plugins.kubesphere.devops.engine.RunEngine} and {@link
 * io.jenkins.plugins.kubesphere.devops.engine.RunDetails}: a run, as requested and as found. Knows {@code engine/job}
 * only.
 */
package io.jenkins.plugins.kubesphere.devops.engine.run;
