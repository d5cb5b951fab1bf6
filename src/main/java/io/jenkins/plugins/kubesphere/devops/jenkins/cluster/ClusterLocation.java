package io.jenkins.plugins.kubesphere.devops.jenkins.cluster;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.api.text.UrlUserInfoMask;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.ConnectionSettingsProvider;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.LocalizableProblem;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.operator.ClusterRequirements;
import io.jenkins.plugins.kubesphere.devops.operator.ConnectionTester;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;

/** Describes how to reach the cluster. It is saved with the configuration and contains no secret. */
public abstract class ClusterLocation extends AbstractDescribableImpl<ClusterLocation> implements ExtensionPoint {
    private static final Logger LOGGER = Logger.getLogger(ClusterLocation.class.getName());

    /**
     * Reads the current settings. They are read again for each session, so that a new token or kubeconfig takes effect
     * with the next session. Called from background threads.
     *
     * @throws SessionNotReadyException if the settings cannot be read; the problem names the file or credential and how
     *     to fix it, but no secret
     */
    protected abstract Config settings() throws SessionNotReadyException;

    /**
     * Returns the namespace in which Jenkins itself runs, if it runs in this cluster and that is known. No project gets
     * this namespace.
     */
    public Optional<String> podNamespace() {
        return Optional.empty();
    }

    /**
     * Returns a connection for the operator that reads the settings of this location. The log says if the settings
     * trust any server.
     */
    public final ConnectionSettingsProvider connection() {
        return () -> {
            Config settings = settings();
            if (settings.isTrustCerts()) {
                LOGGER.warning("The certificate of " + UrlUserInfoMask.apply(settings.getMasterUrl())
                        + " is not verified (insecure-skip-tls-verify), so another server could receive the token;"
                        + " give certificate-authority-data instead");
            }
            return settings;
        };
    }

    /** Tests and checks a location for the configuration page. */
    public abstract static class LocationDescriptor extends Descriptor<ClusterLocation> {

        /**
         * Connects to the cluster and reports what the operator needs but does not find. The caller must check that the
         * request is a POST. This method checks the permission before it reads or connects to anything.
         *
         * @param systemNamespace the default is used if it is blank or null
         * @param namespacesText the namespaces to serve; all if it is blank or null
         * @param runStore where to store the stages of runs; the default is used if it is another word, or null
         */
        protected static FormValidation test(
                ClusterLocation location,
                String systemNamespace,
                boolean credentialsFromSecrets,
                boolean statusOnSecrets,
                String namespacesText,
                String runStore) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String system = systemNamespace == null || systemNamespace.isBlank()
                    ? OperatorSettings.DEFAULT_SYSTEM_NAMESPACE
                    : systemNamespace.strip();
            Set<String> namespaces = NamespacesText.split(namespacesText).stream()
                    .filter(KubernetesNames::isNamespaceName)
                    .collect(Collectors.toSet());
            RunStoreType store = RunStoreType.parse(runStore).orElse(OperatorSettings.DEFAULT_RUN_STORE);
            ConnectionTester.Report report = ConnectionTester.test(
                    location.connection(),
                    credentialsFromSecrets
                            ? ClusterRequirements.withCredentials(system, namespaces, statusOnSecrets, store)
                            : ClusterRequirements.withoutCredentials(system, store));
            if (!report.problems().isEmpty()) {
                return error(report.problems());
            }
            String connected = Messages.ClusterLocation_Connected(report.version());
            try {
                return FormValidation.ok(
                        location.settings().isTrustCerts()
                                ? connected + ". " + Messages.ClusterLocation_CertificateNotVerified()
                                : connected);
            } catch (SessionNotReadyException e) {
                return error(e.problems());
            }
        }

        /**
         * Reads the settings of a location and reports why they cannot be read, or says that they trust any server.
         * Checks the permission as {@link #test} does.
         */
        protected static FormValidation check(ClusterLocation location) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                return location.settings().isTrustCerts()
                        ? FormValidation.ok(Messages.ClusterLocation_CertificateNotVerified())
                        : FormValidation.ok();
            } catch (SessionNotReadyException e) {
                return error(e.problems());
            }
        }

        private static FormValidation error(List<LocalizableProblem> problems) {
            return FormValidation.error(problems.stream()
                    .map(problem -> problem.toText(LocaleProvider.getLocale()))
                    .collect(Collectors.joining("; ")));
        }
    }
}
