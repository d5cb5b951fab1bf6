package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Action;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/**
 * Adds {@link ManagedByAction} to the pages of managed folders and jobs. It checks no permission, because only a person
 * who may read an item sees its page.
 */
@Extension(ordinal = ManagedByAction.ORDINAL)
public final class ManagedItemActionFactory extends TransientActionFactory<AbstractItem> {
    @Override
    public Class<AbstractItem> type() {
        return AbstractItem.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return ManagedByAction.class;
    }

    @Override
    public Collection<? extends Action> createFor(AbstractItem item) {
        return ItemOwnership.ownerOf(item)
                .map(ManagedByAction::of)
                .map(List::of)
                .orElse(List.of());
    }
}
