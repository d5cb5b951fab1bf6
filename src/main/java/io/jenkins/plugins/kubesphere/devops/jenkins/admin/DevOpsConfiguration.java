package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.ClusterLocation;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.InCluster;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.NamespacesText;
import io.jenkins.plugins.kubesphere.devops.jenkins.service.ConfigurationSnapshot;
import io.jenkins.plugins.kubesphere.devops.jenkins.service.OperatorService;
import io.jenkins.plugins.kubesphere.devops.jenkins.web.KapisEndpoint;
import io.jenkins.plugins.kubesphere.devops.jenkins.web.RestApiConfiguration;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.run.retention.RunRetentionPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.DoNotUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Stores the configuration of the plugin. Administrators edit it on the page "System", or in a JCasC document under
 * {@code unclassified: kubesphereDevOps}. Each saved change takes effect at once. It contains no secret.
 */
@Extension
@Symbol("kubesphereDevOps")
public final class DevOpsConfiguration extends ConfigurationFormValidator {
    private boolean enabled = InCluster.isAvailable();
    private boolean credentialsFromSecrets = true;
    private boolean statusOnSecrets = true;
    private boolean importBuilds = true;
    private ClusterLocation cluster = new InCluster();
    private List<String> namespaces = new ArrayList<>();
    private List<String> adoptableFolders = new ArrayList<>();
    private String systemNamespace = OperatorSettings.DEFAULT_SYSTEM_NAMESPACE;
    private int sweepMinutes = (int) OperatorSettings.DEFAULT_SWEEP.toMinutes();
    private int maxUnfinishedRuns = OperatorSettings.DEFAULT_MAX_UNFINISHED_RUNS;
    private String runStore = OperatorSettings.DEFAULT_RUN_STORE.value();
    private int runsToKeep = RunRetentionPolicy.UNLIMITED;
    private int daysToKeepRuns = RunRetentionPolicy.UNLIMITED;
    /** Null if the REST API is off. */
    private RestApiConfiguration restApi;

    public DevOpsConfiguration() {
        load();
    }

    public static DevOpsConfiguration get() {
        return ExtensionList.lookupSingleton(DevOpsConfiguration.class);
    }

    /** Whether the operator runs. The default is true if Jenkins runs in a pod with a service account. */
    public boolean isEnabled() {
        return enabled;
    }

    @DataBoundSetter
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
        save();
    }

    /** Whether Secrets of projects become credentials. If it is false, Jenkins needs no permission for Secrets. */
    public boolean isCredentialsFromSecrets() {
        return credentialsFromSecrets;
    }

    @DataBoundSetter
    public void setCredentialsFromSecrets(boolean credentialsFromSecrets) {
        this.credentialsFromSecrets = credentialsFromSecrets;
        save();
    }

    /**
     * Whether it is written on a Secret whether it can be used. If it is false, Jenkins needs no permission to change
     * Secrets, and only Events tell what is wrong with one.
     */
    public boolean isStatusOnSecrets() {
        return statusOnSecrets;
    }

    @DataBoundSetter
    public void setStatusOnSecrets(boolean statusOnSecrets) {
        this.statusOnSecrets = statusOnSecrets;
        save();
    }

    /** Whether builds that are started in Jenkins get a PipelineRun. */
    public boolean isImportBuilds() {
        return importBuilds;
    }

    @DataBoundSetter
    public void setImportBuilds(boolean importBuilds) {
        this.importBuilds = importBuilds;
        save();
    }

    public ClusterLocation getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(ClusterLocation cluster) {
        this.cluster = Objects.requireNonNullElseGet(cluster, InCluster::new);
        save();
    }

    /** The namespaces whose pipelines and runs are served; empty for all. */
    public List<String> getNamespaces() {
        return List.copyOf(namespaces);
    }

    /** @throws IllegalArgumentException if an element is not a valid name of a namespace */
    @DataBoundSetter
    public void setNamespaces(List<String> namespaces) {
        List<String> normalized = namespaces == null
                ? List.of()
                : namespaces.stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
        normalized.forEach(SettingValidator::checkNamespace);
        // XStream writes an ArrayList as a list of elements, but the result of List.of as a serialized object.
        this.namespaces = new ArrayList<>(normalized);
        save();
    }

    /** The namespaces as the form shows them, one on each line. */
    public String getNamespacesText() {
        return String.join("\n", namespaces);
    }

    /** Sets the namespaces from the text in the form. A JCasC document uses {@link #setNamespaces} instead. */
    @DataBoundSetter
    @Restricted(DoNotUse.class)
    public void setNamespacesText(String text) {
        setNamespaces(NamespacesText.split(text));
    }

    /** The folders that projects may take over if they ask for it; {@code *} for all. */
    public List<String> getAdoptableFolders() {
        return List.copyOf(adoptableFolders);
    }

    /**
     * @throws IllegalArgumentException if an element is neither {@code *} nor a name that a project's folder can have
     */
    @DataBoundSetter
    public void setAdoptableFolders(List<String> adoptableFolders) {
        List<String> normalized =
                NamespacesText.split(adoptableFolders == null ? "" : String.join("\n", adoptableFolders));
        normalized.forEach(SettingValidator::checkAdoptableFolder);
        this.adoptableFolders = new ArrayList<>(normalized);
        save();
    }

    /** The folders as the form shows them, one on each line. */
    public String getAdoptableFoldersText() {
        return String.join("\n", adoptableFolders);
    }

    /** Sets the folders from the text in the form. A JCasC document uses {@link #setAdoptableFolders} instead. */
    @DataBoundSetter
    @Restricted(DoNotUse.class)
    public void setAdoptableFoldersText(String text) {
        setAdoptableFolders(NamespacesText.split(text));
    }

    /** The namespace of the controllers' Lease. */
    public String getSystemNamespace() {
        return systemNamespace;
    }

    /**
     * Sets the namespace of the Lease. An empty text sets the default.
     *
     * @throws IllegalArgumentException if the text is not a valid name of a namespace
     */
    @DataBoundSetter
    public void setSystemNamespace(String systemNamespace) {
        String normalized = Objects.requireNonNullElse(systemNamespace, "").strip();
        if (!normalized.isEmpty()) {
            SettingValidator.checkNamespace(normalized);
        }
        this.systemNamespace = normalized.isEmpty() ? OperatorSettings.DEFAULT_SYSTEM_NAMESPACE : normalized;
        save();
    }

    /** How often each object is reconciled even if nothing happened, in minutes. */
    public int getSweepMinutes() {
        return sweepMinutes;
    }

    @DataBoundSetter
    public void setSweepMinutes(int sweepMinutes) {
        SettingValidator.checkSweepMinutes(String.valueOf(sweepMinutes));
        this.sweepMinutes = sweepMinutes;
        save();
    }

    /** How many runs of one namespace may be started and not final. Further runs wait. */
    public int getMaxUnfinishedRuns() {
        return maxUnfinishedRuns;
    }

    /** @throws IllegalArgumentException if the number is less than 1 or has more than nine digits */
    @DataBoundSetter
    public void setMaxUnfinishedRuns(int maxUnfinishedRuns) {
        SettingValidator.checkMaxUnfinishedRuns(String.valueOf(maxUnfinishedRuns));
        this.maxUnfinishedRuns = maxUnfinishedRuns;
        save();
    }

    /** Where the stages of runs are stored for consoles: {@code configmap}, {@code annotations} or {@code none}. */
    public String getRunStore() {
        return runStore;
    }

    /** @throws IllegalArgumentException if the text is neither empty, for the default, nor one of these words */
    @DataBoundSetter
    public void setRunStore(String runStore) {
        this.runStore = RunStoreChoices.parse(runStore).value();
        save();
    }

    /** How many finished runs are kept of a Pipeline without a discarder; -1 for all. */
    public int getRunsToKeep() {
        return runsToKeep;
    }

    /** @throws IllegalArgumentException if the number is neither -1 nor at least 1 */
    @DataBoundSetter
    public void setRunsToKeep(int runsToKeep) {
        SettingValidator.checkRetentionLimit(String.valueOf(runsToKeep));
        this.runsToKeep = runsToKeep;
        save();
    }

    /** How many days finished runs are kept of a Pipeline without a discarder; -1 for ever. */
    public int getDaysToKeepRuns() {
        return daysToKeepRuns;
    }

    /** @throws IllegalArgumentException if the number is neither -1 nor at least 1 */
    @DataBoundSetter
    public void setDaysToKeepRuns(int daysToKeepRuns) {
        SettingValidator.checkRetentionLimit(String.valueOf(daysToKeepRuns));
        this.daysToKeepRuns = daysToKeepRuns;
        save();
    }

    /** The settings of the REST API; null if it is off. */
    public RestApiConfiguration getRestApi() {
        return restApi;
    }

    @DataBoundSetter
    public void setRestApi(RestApiConfiguration restApi) {
        this.restApi = restApi;
        save();
    }

    /** Returns the settings of the REST API; empty if it is off. */
    public Optional<KapisSettings> kapisSettings() {
        return Optional.ofNullable(restApi).map(found -> found.settings(Set.copyOf(namespaces), systemNamespace));
    }

    /** Returns an immutable copy of the current settings. */
    public ConfigurationSnapshot settings() {
        return new ConfigurationSnapshot(
                enabled,
                credentialsFromSecrets,
                statusOnSecrets,
                cluster,
                Set.copyOf(namespaces),
                Set.copyOf(adoptableFolders),
                systemNamespace,
                sweepMinutes,
                maxUnfinishedRuns,
                RunStoreChoices.parse(runStore),
                importBuilds,
                new RunRetentionPolicy(runsToKeep, daysToKeepRuns));
    }

    /** Saves all fields of the form as one change, which takes effect once. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) {
        ConfigurationSnapshot before = settings();
        RestApiConfiguration restApiBefore = restApi;
        try (BulkChange change = new BulkChange(this)) {
            // A checkbox that is not ticked is missing from the form.
            enabled = false;
            credentialsFromSecrets = false;
            statusOnSecrets = false;
            importBuilds = false;
            restApi = null;
            request.bindJSON(this, form);
            change.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // A value that is refused must not leave the other half of the form in effect.
            restore(before);
            restApi = restApiBefore;
            throw e;
        }
        return true;
    }

    private void restore(ConfigurationSnapshot before) {
        enabled = before.enabled();
        credentialsFromSecrets = before.credentialsFromSecrets();
        statusOnSecrets = before.statusOnSecrets();
        importBuilds = before.importBuilds();
        cluster = before.cluster();
        namespaces = new ArrayList<>(before.namespaces());
        adoptableFolders = new ArrayList<>(before.adoptableFolders());
        systemNamespace = before.systemNamespace();
        sweepMinutes = before.sweepMinutes();
        maxUnfinishedRuns = before.maxUnfinishedRuns();
        runStore = before.runStore().value();
        runsToKeep = before.defaultRetention().maxRuns();
        daysToKeepRuns = before.defaultRetention().maxDays();
    }

    @Override
    public synchronized void save() {
        super.save();
        if (!BulkChange.contains(this)) {
            OperatorService.get().reconfigure(settings());
            KapisEndpoint.get().reconfigure(cluster, kapisSettings());
        }
    }
}
