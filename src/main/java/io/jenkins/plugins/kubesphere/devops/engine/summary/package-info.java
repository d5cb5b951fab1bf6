/** Describes jobs for lists: parameters, branches, last builds. Uses only {@code engine/job} and {@code engine/run}. */
package io.jenkins.plugins.kubesphere.devops.engine.summary;
