package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import java.util.Locale;
import java.util.Set;

/**
 * Environment variables that Jenkins or the tools of a build need. A parameter or a variable of a webhook with such a
 * name replaces the variable: with another {@code PATH}, a step {@code sh} does not find its shell and never ends.
 */
final class ReservedVariables {
    /** What the shell, the loader of programs and Java read. */
    private static final Set<String> OF_TOOLS =
            Set.of("PATH", "HOME", "SHELL", "IFS", "BASH_ENV", "LD_PRELOAD", "LD_LIBRARY_PATH", "JAVA_TOOL_OPTIONS");

    /** What Jenkins and this plugin set for each build. Its steps and its plugins read it. */
    private static final Set<String> OF_JENKINS = Set.of(
            "JENKINS_HOME",
            "JENKINS_URL",
            "JENKINS_NODE_COOKIE",
            "JENKINS_SERVER_COOKIE",
            "HUDSON_HOME",
            "HUDSON_URL",
            "HUDSON_COOKIE",
            "HUDSON_SERVER_COOKIE",
            "BUILD_NUMBER",
            "BUILD_ID",
            "BUILD_URL",
            "BUILD_TAG",
            "BUILD_DISPLAY_NAME",
            "JOB_NAME",
            "JOB_BASE_NAME",
            "JOB_URL",
            "NODE_NAME",
            "NODE_LABELS",
            "EXECUTOR_NUMBER",
            "WORKSPACE",
            "WORKSPACE_TMP",
            "STAGE_NAME",
            "PIPELINE_RUN_NAME",
            "PIPELINE_RUN_NAMESPACE",
            "PIPELINE_RUN_CREATOR");

    private ReservedVariables() {}

    /** Returns true if Jenkins or tools need the variable. Jenkins ignores the case of such names. */
    static boolean contains(String name) {
        String upperCase = name.toUpperCase(Locale.ROOT);
        return OF_TOOLS.contains(upperCase) || OF_JENKINS.contains(upperCase);
    }
}
