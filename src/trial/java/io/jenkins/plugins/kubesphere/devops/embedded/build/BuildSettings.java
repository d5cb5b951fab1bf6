package io.jenkins.plugins.kubesphere.devops.embedded.build;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is fixed when a build begins.
 *
 * @param job whose build it is
 * @param number of the build
 * @param startedBy who or what started it, for its log
 * @param values of the job's parameters, by name
 * @param secrets which of them its log must not show
 * @param folder of the build, for its log, workspace and artifacts
 * @param ignoreAgents run stages that ask for another agent on this machine instead of failing
 */
public record BuildSettings(
        JobName job,
        int number,
        String startedBy,
        Map<String, String> values,
        List<String> secrets,
        Path folder,
        boolean ignoreAgents) {}
