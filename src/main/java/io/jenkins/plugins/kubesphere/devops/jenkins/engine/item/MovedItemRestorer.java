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
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.DirectlyModifiableTopLevelItemGroup;
import jenkins.model.Jenkins;

/**
 * Moves a folder or job back after a person renamed or moved it. A new job at the old path would not have the builds of
 * the old job, so the runs would lose their builds.
 */
public final class MovedItemRestorer {
    private static final Logger LOGGER = Logger.getLogger(MovedItemRestorer.class.getName());

    /**
     * Finds a moved item of one owner.
     *
     * @param expectedPath the full name that the item must have
     * @param owner the resource that the item must belong to
     */
    public <I extends AbstractItem> Optional<I> find(String expectedPath, Class<I> type, Owner owner) {
        return find(expectedPath, type).filter(item -> ItemOwnership.recordedOwner(item)
                .filter(owner::sameResource)
                .isPresent());
    }

    /** Finds a moved item of any owner. */
    public <I extends AbstractItem> Optional<I> find(String expectedPath, Class<I> type) {
        return MovedItemRegistry.get()
                .currentPath(expectedPath)
                .map(name -> Jenkins.get().getItemByFullName(name, type))
                .filter(item -> ItemOwnership.expectedPath(item)
                        .filter(expectedPath::equals)
                        .isPresent());
    }

    /**
     * Moves an item back with everything in it.
     *
     * @throws EngineRefusalException {@link Reason#MOVED} if builds run in the item, because they would write files
     *     while these files are moved, or if Jenkins refuses the move
     */
    <I extends AbstractItem & TopLevelItem> void restore(
            I item, DirectlyModifiableTopLevelItemGroup destination, String name, Owner owner) {
        String from = item.getFullName();
        if (!RunningBuildFinder.find(item).isEmpty()) {
            throw refusal(owner, from, "builds run in it; it is moved back when they have ended");
        }
        PluginInitiatedChange.run(from, () -> {
            try {
                MovedJobDirectoryMerger.move(
                        ItemLookup.directoryOf(destination, name),
                        item.getRootDir().toPath());
                I moved = item.getParent() == destination ? item : hudson.model.Items.move(item, destination);
                if (!moved.getName().equals(name)) {
                    rename(moved, name);
                }
                reload(moved);
            } catch (IOException e) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> owner + ": its item \"" + from + "\" cannot be moved back; check the disk of Jenkins");
                throw refusal(
                        owner,
                        from,
                        "it cannot be moved back (" + e.getClass().getSimpleName()
                                + ", see the log of Jenkins); move it back in Jenkins");
            } catch (Failure | IllegalArgumentException e) {
                throw refusal(owner, from, "it cannot be moved back: " + e.getMessage() + "; move it back in Jenkins");
            }
            return null;
        });
    }

    private static void rename(AbstractItem item, String name) throws IOException {
        if (item instanceof Job<?, ?> job) {
            job.renameTo(name);
        } else if (item instanceof AbstractFolder<?> folder) {
            folder.renameTo(name);
        }
    }

    /**
     * Loads the jobs of an item again. If a thread asked for a build while the job was moved, Jenkins looked for the
     * build in the wrong directory, and has treated the build as unreadable since then. Each job is saved first,
     * because it may have settings that are only in memory.
     */
    private static void reload(Item item) throws IOException {
        if (item instanceof Job<?, ?> job) {
            job.save();
            job.load();
        } else if (item instanceof ItemGroup<?> group) {
            for (Item child : group.getItems()) {
                reload(child);
            }
        }
    }

    private static EngineRefusalException refusal(Owner owner, String from, String obstacle) {
        return new EngineRefusalException(
                Reason.MOVED, "The item of " + owner + " was moved to \"" + from + "\" in Jenkins, and " + obstacle);
    }
}
