package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.util.ListBoxModel;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.run.store.RunStoreType;
import java.util.Objects;
import jenkins.model.Jenkins;

/** The choices of {@link DevOpsConfiguration#getRunStore}. */
final class RunStoreChoices {
    private RunStoreChoices() {}

    /**
     * Returns the store of a word. Null or an empty text stands for the default.
     *
     * @throws IllegalArgumentException for another word
     */
    static RunStoreType parse(String value) {
        String word = Objects.requireNonNullElse(value, "").strip();
        return word.isEmpty()
                ? OperatorSettings.DEFAULT_RUN_STORE
                : RunStoreType.parse(word)
                        .orElseThrow(
                                () -> new IllegalArgumentException(Messages.DevOpsConfiguration_NotARunStore(word)));
    }

    /** Returns the choices of the form, for administrators. */
    static ListBoxModel items() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.DevOpsConfiguration_RunStore_ConfigMap(), RunStoreType.CONFIG_MAP.value());
        items.add(Messages.DevOpsConfiguration_RunStore_Annotations(), RunStoreType.ANNOTATIONS.value());
        items.add(Messages.DevOpsConfiguration_RunStore_None(), RunStoreType.NONE.value());
        return items;
    }
}
