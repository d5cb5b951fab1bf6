package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.operator.ConnectionProbe;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lifecycle.Connection;
import java.io.IOException;
import jenkins.model.Jenkins;

/** A way to reach the cluster. Persisted with the configuration; holds no secret. */
public abstract class ClusterLocation extends AbstractDescribableImpl<ClusterLocation> implements ExtensionPoint {

    /**
     * Reads the settings as they are now, so that a rotated token or another kubeconfig takes effect with the next
     * session. Called from background threads.
     *
     * @throws IOException if they cannot be read; the message names the file or credential and the cure, and no secret
     */
    protected abstract Config settings() throws IOException;

    /** This location as the operator asks for it. */
    public final Connection connection() {
        return () -> {
            try {
                return settings();
            } catch (IOException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        };
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
            ConnectionProbe.Report report = ConnectionProbe.of(
                    location.connection(),
                    systemNamespace == null || systemNamespace.isBlank()
                            ? OperatorSettings.DEFAULT_SYSTEM_NAMESPACE
                            : systemNamespace.strip(),
                    credentialsFromSecrets);
            return report.problems().isEmpty()
                    ? FormValidation.ok(Messages.ClusterLocation_Connected(report.version()))
                    : FormValidation.error(String.join("; ", report.problems()));
        }
    }
}
