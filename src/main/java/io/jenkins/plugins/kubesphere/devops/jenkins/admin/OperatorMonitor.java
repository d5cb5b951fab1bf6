package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.kubesphere.devops.jenkins.service.OperatorService;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import java.util.List;
import java.util.function.Supplier;
import org.jvnet.localizer.LocaleProvider;

/**
 * Shows administrators why the operator does not work: the API server is not reachable, custom resources or permissions
 * are missing, or another controller holds the Lease. The message disappears when the cause is fixed.
 */
@Extension
public final class OperatorMonitor extends AdministrativeMonitor {
    private final Supplier<List<SessionStatus>> status;

    public OperatorMonitor() {
        this(() -> OperatorService.get().status());
    }

    OperatorMonitor(Supplier<List<SessionStatus>> status) {
        this.status = status;
    }

    @Override
    public String getDisplayName() {
        return Messages.OperatorMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getProblems().isEmpty();
    }

    /**
     * True if a problem affects projects, pipelines and runs. If false, the problems affect only credentials and the
     * kinds that are not supported yet, which have sessions of their own.
     */
    public boolean isNothingSynchronized() {
        return status.get().stream()
                .filter(session -> session.name().equals(DevOpsOperator.CORE_SESSION_NAME))
                .anyMatch(core -> !core.problems().isEmpty());
    }

    /**
     * True if this controller works as it should and waits, because another controller holds the Lease: on a standby
     * nothing has to be fixed.
     */
    public boolean isStandby() {
        return status.get().stream()
                .filter(session -> !session.problems().isEmpty())
                .allMatch(session -> session.state() == SessionStatus.State.WAITING);
    }

    /** The problems, each with a way to fix it, in the language of the reader. */
    public List<String> getProblems() {
        return status.get().stream()
                .flatMap(session -> session.problems().stream())
                .distinct()
                .map(problem -> problem.toText(LocaleProvider.getLocale()))
                .toList();
    }
}
