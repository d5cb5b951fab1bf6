package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.operator.project.AdoptableFolders;
import java.util.regex.Pattern;

/**
 * Checks single settings of {@link DevOpsConfiguration}, for its form and for JCasC documents. Each check throws an {@link
 * IllegalArgumentException} with a message for administrators.
 */
final class SettingValidator {
    // Up to 999,999,999, which fits into an int.
    private static final Pattern AT_LEAST_ONE = Pattern.compile("[1-9][0-9]{0,8}");

    private static final String UNLIMITED = "-1";

    private SettingValidator() {}

    static void checkNamespace(String name) {
        if (!KubernetesNames.isNamespaceName(name)) {
            throw new IllegalArgumentException(Messages.DevOpsConfiguration_NotANamespace(name));
        }
    }

    static void checkAdoptableFolder(String name) {
        if (!AdoptableFolders.ALL.equals(name)) {
            checkNamespace(name);
        }
    }

    static void checkSweepMinutes(String minutes) {
        if (!AT_LEAST_ONE.matcher(minutes).matches()) {
            throw new IllegalArgumentException(Messages.DevOpsConfiguration_NotMinutes(minutes));
        }
    }

    static void checkMaxUnfinishedRuns(String count) {
        if (!AT_LEAST_ONE.matcher(count).matches()) {
            throw new IllegalArgumentException(Messages.DevOpsConfiguration_NotRuns(count));
        }
    }

    static void checkRetentionLimit(String limit) {
        if (!UNLIMITED.equals(limit) && !AT_LEAST_ONE.matcher(limit).matches()) {
            throw new IllegalArgumentException(Messages.DevOpsConfiguration_NotRetention(limit));
        }
    }
}
