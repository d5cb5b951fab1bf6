package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.model.AbstractItem;
import hudson.model.Item;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.file.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.WeakHashMap;

/**
 * Reads and writes the file in the directory of an item that names the owner of the item. Only this plugin writes this
 * file. The mark in config.xml cannot be trusted instead: whoever may configure an item can write any mark into it, and
 * "Manage Old Data" removes all marks if it is used while the plugin is disabled. The file is deleted with its item,
 * moves with it, and is not copied with it. Thread-safe.
 */
final class OwnerFile {
    static final String NAME = "kubesphere-devops-owner.properties";

    /** What was read of each item, so that an event of a build reads no file. */
    private static final Map<Item, Optional<Content>> READ = Collections.synchronizedMap(new WeakHashMap<>());

    private OwnerFile() {}

    /**
     * What the file says.
     *
     * @param owner the resource that the item belongs to
     * @param path the full name that the item must have. An item with another full name was moved by a person
     */
    record Content(Owner owner, String path) {}

    /** Returns what the file of the item says; empty if the item has no owner. */
    static Optional<Content> read(AbstractItem item) {
        return READ.computeIfAbsent(item, key -> readFile(item.getRootDir().toPath()));
    }

    /** Makes the file of an existing item say this. Writes nothing if it already does. */
    static void write(AbstractItem item, Content content) {
        if (read(item).filter(content::equals).isEmpty()) {
            write(item.getRootDir().toPath(), content);
            READ.put(item, Optional.of(content));
        }
    }

    /**
     * Creates an item with its file. The file is written before config.xml. Otherwise, after a crash between the two
     * writes, the item would have no owner. If the creation fails, the file is deleted, because the directory may
     * belong to an item that a person created at the same time.
     *
     * @param directory directory of the item, which is created if it does not exist
     * @param creation creates the item
     */
    static void create(Path directory, Content content, Runnable creation) {
        boolean created = false;
        write(directory, content);
        try {
            creation.run();
            created = true;
        } finally {
            if (!created) {
                delete(directory);
            }
        }
    }

    private static void write(Path directory, Content content) {
        Properties properties = new Properties();
        properties.setProperty("kind", content.owner().kind());
        properties.setProperty("namespace", content.owner().namespace());
        properties.setProperty("name", content.owner().name());
        properties.setProperty("uid", content.owner().uid());
        properties.setProperty("path", content.path());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PropertiesFile.write(
                directory.resolve(NAME), properties, "The Kubernetes resource that this item of Jenkins belongs to");
    }

    /** Deletes the file, so that the item has no owner. */
    static void delete(AbstractItem item) {
        delete(item.getRootDir().toPath());
        READ.put(item, Optional.empty());
    }

    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Content> readFile(Path directory) {
        Path file = directory.resolve(NAME);
        return PropertiesFile.read(
                        file,
                        "The owner of an item cannot be read from " + file
                                + "; restore the file from a backup, or delete it and annotate the resource with"
                                + " devops.kubesphere.io/adopt=true")
                .map(properties -> new Content(
                        new Owner(
                                properties.getProperty("kind", ""),
                                properties.getProperty("namespace", ""),
                                properties.getProperty("name", ""),
                                properties.getProperty("uid", "")),
                        properties.getProperty("path", "")));
    }
}
