package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Connection;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.NotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.Problem;
import io.jenkins.plugins.kubesphere.devops.operator.ConnectionTester;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;

/** A way to reach the cluster. Persisted with the configuration; holds no secret. */
public abstract class ClusterLocation extends AbstractDescribableImpl<ClusterLocation> implements ExtensionPoint {

    /**
     * Reads the settings as they are now, so that a rotated token or another kubeconfig takes effect with the next
     * session. Called from background threads.
     *
     * @throws NotReadyException if they cannot be read; the problem names the file or credential and the cure, and no secret
     */
    protected abstract Config settings() throws NotReadyException;

    /** This location as the operator asks for it. */
    public final Connection connection() {
        return this::settings;
    }

    /** What all ways have in common on the configuration page. */
    public abstract static class LocationDescriptor extends Descriptor<ClusterLocation> {

        /**
         * Connects and says what the operator would miss. The caller has checked that this is a POST; the right to ask is
         * checked here, before anything is read or reached.
         */
        protected static FormValidation test(
                ClusterLocation location, String systemNamespace, boolean credentialsFromSecrets) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ConnectionTester.Report report = ConnectionTester.test(
                    location.connection(),
                    systemNamespace == null || systemNamespace.isBlank()
                            ? OperatorSettings.DEFAULT_SYSTEM_NAMESPACE
                            : systemNamespace.strip(),
                    credentialsFromSecrets);
            return report.problems().isEmpty()
                    ? FormValidation.ok(Messages.ClusterLocation_Connected(report.version()))
                    : error(report.problems());
        }

        /** Reads the settings of a location as they are now, and says what keeps them from being read. As {@link #test}. */
        protected static FormValidation check(ClusterLocation location) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                location.settings();
                return FormValidation.ok();
            } catch (NotReadyException e) {
                return error(e.problems());
            }
        }

        private static FormValidation error(List<Problem> problems) {
            return FormValidation.error(problems.stream()
                    .map(problem -> problem.in(LocaleProvider.getLocale()))
                    .collect(Collectors.joining("; ")));
        }
    }
}
