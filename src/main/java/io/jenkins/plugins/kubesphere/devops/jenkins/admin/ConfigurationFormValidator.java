package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.kubesphere.devops.jenkins.cluster.NamespacesText;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Checks the fields of the form of {@link DevOpsConfiguration} while an administrator edits it. Jenkins finds these
 * methods by their names, and only in the class of the configuration and in its superclasses.
 */
public abstract class ConfigurationFormValidator extends GlobalConfiguration {
    @POST
    public ListBoxModel doFillRunStoreItems() {
        return RunStoreChoices.items();
    }

    @POST
    public FormValidation doCheckNamespacesText(@QueryParameter String value) {
        return validate(() -> NamespacesText.split(value).forEach(SettingValidator::checkNamespace));
    }

    @POST
    public FormValidation doCheckAdoptableFoldersText(@QueryParameter String value) {
        return validate(() -> NamespacesText.split(value).forEach(SettingValidator::checkAdoptableFolder));
    }

    @POST
    public FormValidation doCheckSystemNamespace(@QueryParameter String value) {
        return doCheckNamespacesText(value);
    }

    @POST
    public FormValidation doCheckSweepMinutes(@QueryParameter String value) {
        return validate(() -> SettingValidator.checkSweepMinutes(value.strip()));
    }

    @POST
    public FormValidation doCheckMaxUnfinishedRuns(@QueryParameter String value) {
        return validate(() -> SettingValidator.checkMaxUnfinishedRuns(value.strip()));
    }

    @POST
    public FormValidation doCheckRunsToKeep(@QueryParameter String value) {
        return validate(() -> SettingValidator.checkRetentionLimit(value.strip()));
    }

    @POST
    public FormValidation doCheckDaysToKeepRuns(@QueryParameter String value) {
        return doCheckRunsToKeep(value);
    }

    private static FormValidation validate(Runnable validation) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            validation.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
