package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.file.AtomicTextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/**
 * Records to which place a person moved a folder or job of this plugin, until the plugin moves it back. Only moves that
 * Jenkins reports to its listeners are recorded. So an item is found without a search through all items, and what is
 * written in the config.xml of a job can never make the plugin move that job to the path of another job. The registry
 * is saved in a file, because Jenkins may restart, or the cluster may be unreachable, before an item is moved back.
 * Thread-safe.
 */
@Extension
public final class MovedItemRegistry {
    private final Supplier<Path> file;
    /**
     * Maps the full name that an item must have to its current full name. Items that only moved together with their
     * folder have no entry. This field is null until the file is read.
     */
    private Properties currentPaths;

    public MovedItemRegistry() {
        this(() -> Jenkins.get().getRootDir().toPath().resolve("kubesphere-devops-moved.properties"));
    }

    /** @param file called when the file is needed for the first time */
    MovedItemRegistry(Supplier<Path> file) {
        this.file = file;
    }

    /** The registry of this controller. */
    public static MovedItemRegistry get() {
        return ExtensionList.lookupSingleton(MovedItemRegistry.class);
    }

    /**
     * Records that a person or this plugin moved an item.
     *
     * @return false if the item only moved together with its folder
     */
    public synchronized boolean recordMove(Item item, String from, String to) {
        boolean movedByItself = !parent(to).equals(loadCurrentPaths().getProperty(parent(from)));
        Optional<String> knownExpectedPath = currentPaths.stringPropertyNames().stream()
                .filter(path -> currentPaths.getProperty(path).equals(from))
                .findFirst();
        String expectedPath = knownExpectedPath.orElse(from);
        if (expectedPath.equals(to)) {
            currentPaths.remove(expectedPath);
            save();
        } else if ((movedByItself || knownExpectedPath.isPresent())
                && ItemOwnership.expectedPath(item).filter(expectedPath::equals).isPresent()) {
            currentPaths.setProperty(expectedPath, to);
            save();
        }
        return movedByItself;
    }

    /** Removes the entry of an item that was deleted. */
    public synchronized void remove(String fullName) {
        if (loadCurrentPaths().values().removeIf(fullName::equals)) {
            save();
        }
    }

    /**
     * The current full name of a moved item.
     *
     * @param expectedPath the full name that the item must have
     * @return empty if the item was not moved
     */
    synchronized Optional<String> currentPath(String expectedPath) {
        String direct = loadCurrentPaths().getProperty(expectedPath);
        if (direct != null || parent(expectedPath).isEmpty()) {
            return Optional.ofNullable(direct);
        }
        return Optional.ofNullable(loadCurrentPaths().getProperty(parent(expectedPath)))
                .map(folder -> folder + expectedPath.substring(expectedPath.lastIndexOf('/')));
    }

    private static String parent(String fullName) {
        return fullName.substring(0, Math.max(0, fullName.lastIndexOf('/')));
    }

    private Properties loadCurrentPaths() {
        if (currentPaths == null) {
            Properties read = new Properties();
            if (Files.exists(file.get())) {
                try (Reader in = Files.newBufferedReader(file.get())) {
                    read.load(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            currentPaths = read;
        }
        return currentPaths;
    }

    private void save() {
        try {
            AtomicTextFile.write(
                    file.get(),
                    writer -> currentPaths.store(
                            writer, "Items of KubeSphere DevOps that a person moved; the plugin moves them back"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
