package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The settings of a build, which do not change while it runs.
 *
 * @param job the job of the build
 * @param number the number of the build
 * @param startedBy who or what started the build, for its log
 * @param values the values of all parameters, by name
 * @param secrets values that the log must not show
 * @param folder the folder of the build, with its log, workspace and artifacts
 * @param ignoreAgents true if stages that ask for another agent run on this machine; if false, they fail
 */
public record BuildSettings(
        JobName job,
        int number,
        String startedBy,
        Map<String, String> values,
        List<String> secrets,
        Path folder,
        boolean ignoreAgents) {}
