package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.kubesphere.devops.jenkins.Operation;
import java.util.List;

/**
 * Tells administrators why nothing happens: the API server cannot be reached, custom resources or rights are missing, the
 * Lease is somebody else's. Goes by itself when the cause does.
 */
@Extension
public final class OperatorMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.OperatorMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getProblems().isEmpty();
    }

    /** What is wrong, each with its cure. */
    public List<String> getProblems() {
        return Operation.get().status().stream()
                .flatMap(status -> status.problems().stream())
                .distinct()
                .toList();
    }
}
