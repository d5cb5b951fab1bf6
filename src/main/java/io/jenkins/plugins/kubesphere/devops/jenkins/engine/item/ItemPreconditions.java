package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.model.Failure;
import hudson.model.Item;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Refuses names that Jenkins does not accept, and items that do not belong to the owner. */
final class ItemPreconditions {
    private ItemPreconditions() {}

    /**
     * Refuses a name that no item can have. For such a name, {@code getItem} could return an item of another folder.
     */
    static void checkName(String itemKind, String name) {
        try {
            Jenkins.checkGoodName(name);
        } catch (Failure e) {
            throw invalidName(itemKind, name, e);
        }
    }

    static EngineRefusalException invalidName(String itemKind, String name, Failure failure) {
        return new EngineRefusalException(
                Reason.INVALID_NAME,
                "Jenkins does not accept \"" + name + "\" as the name of a " + itemKind + ": " + failure.getMessage());
    }

    /**
     * Refuses an item that does not belong to the owner.
     *
     * @param itemKind {@code folder} or {@code job}
     * @param path full name of the item, for the message
     * @param hasExpectedType false if the item is of another type than {@code itemKind}
     * @param adopt true to accept an item of another owner
     */
    static void checkOwner(
            String itemKind, String path, Item item, boolean hasExpectedType, Owner owner, boolean adopt) {
        if (!hasExpectedType) {
            throw new EngineRefusalException(
                    Reason.OWNED_BY_OTHER,
                    "\"" + path + "\" exists in Jenkins and is not a " + itemKind + " that " + owner + " can have ("
                            + item.getClass().getSimpleName() + "); rename or delete it there");
        }
        Optional<Owner> current = ItemOwnership.ownerOf(item);
        if (current.filter(owner::sameResource).isEmpty() && !adopt) {
            throw new EngineRefusalException(
                    Reason.OWNED_BY_OTHER,
                    "The " + itemKind + " \"" + path + "\" exists in Jenkins and belongs to "
                            + current.map(Owner::toString).orElse("no known resource") + ", not to " + owner
                            + "; rename or delete it there, or " + owner.describeAdoption());
        }
    }
}
