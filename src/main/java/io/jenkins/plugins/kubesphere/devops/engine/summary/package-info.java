/** Describes jobs for lists: parameters, branches, latest builds. Knows {@code engine/job} and {@code engine/run}. */
package io.jenkins.plugins.kubesphere.devops.engine.summary;
