package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.AbstractItem;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.model.DirectlyModifiableTopLevelItemGroup;
import jenkins.model.Jenkins;

/**
 * Brings folders and jobs back that a person renamed or moved. Made anew beside them, a job would have lost its builds, and
 * the builds their runs.
 */
public final class MovedItemRestorer {
    /**
     * Finds what was moved away.
     *
     * @param place full name where it belongs
     * @param owner whose it must be
     */
    public <I extends AbstractItem> Optional<I> find(String place, Class<I> type, Owner owner) {
        return find(place, type)
                .filter(item ->
                        ItemOwnership.marked(item).filter(owner::sameResource).isPresent());
    }

    /** The same, whoever owns it. */
    public <I extends AbstractItem> Optional<I> find(String place, Class<I> type) {
        return MovedItemRegistry.get()
                .from(place)
                .map(name -> Jenkins.get().getItemByFullName(name, type))
                .filter(item ->
                        ItemOwnership.placeOf(item).filter(place::equals).isPresent());
    }

    /**
     * Moves an item back, with all that is in it.
     *
     * @throws EngineRefusalException {@link Reason#MOVED} if builds run in it, whose files would be moved under them, or if something
     *     else is in the way
     */
    <I extends AbstractItem & TopLevelItem> void bring(
            I item, DirectlyModifiableTopLevelItemGroup destination, String name, Owner owner) {
        String from = item.getFullName();
        if (!ItemDeleter.running(item).isEmpty()) {
            throw refusal(owner, from, "builds run in it; it is moved back when they are over");
        }
        PluginInitiatedChange.does(() -> {
            try {
                StrayBuildFiles.bring(
                        folder(destination).resolve("jobs").resolve(name),
                        item.getRootDir().toPath());
                I there = item.getParent() == destination ? item : hudson.model.Items.move(item, destination);
                if (!there.getName().equals(name)) {
                    rename(there, name);
                }
                reread(there);
            } catch (Failure | IllegalArgumentException | IOException e) {
                throw refusal(owner, from, "it cannot be moved back: " + e.getMessage() + "; move it back there");
            }
            return null;
        });
    }

    private static Path folder(ItemGroup<?> group) {
        return (group instanceof AbstractItem item
                        ? item.getRootDir()
                        : Jenkins.get().getRootDir())
                .toPath();
    }

    private static void rename(AbstractItem item, String name) throws IOException {
        if (item instanceof Job<?, ?> job) {
            job.renameTo(name);
        } else if (item instanceof AbstractFolder<?> folder) {
            folder.renameTo(name);
        }
    }

    /**
     * A build that anybody asked for while its job was on its way was looked for where it no longer was, and Jenkins takes it
     * for unreadable from then on. What is in memory alone is saved first.
     */
    private static void reread(Item item) throws IOException {
        if (item instanceof Job<?, ?> job) {
            job.save();
            job.load();
        } else if (item instanceof ItemGroup<?> group) {
            for (Item child : group.getItems()) {
                reread(child);
            }
        }
    }

    private static EngineRefusalException refusal(Owner owner, String from, String obstacle) {
        return new EngineRefusalException(
                Reason.MOVED,
                "What belongs to " + owner + " was moved to \"" + from + "\" in Jenkins, and " + obstacle);
    }
}
