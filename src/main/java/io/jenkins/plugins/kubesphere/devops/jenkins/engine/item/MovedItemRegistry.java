package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/**
 * Where people moved our folders and jobs, until they are moved back. Only what Jenkins itself told of counts: a mark is text
 * in a document that whoever may configure a job may write, and must not bring that job to the place of another. Kept in a
 * file, because the cluster may be away, or Jenkins restart, before anything is moved back. Safe for use from any thread.
 */
@Extension
public final class MovedItemRegistry {
    private final Supplier<Path> file;
    /** From the place where an item belongs to the full name where it is; not for what is in a folder that was moved. */
    private Properties moved;

    public MovedItemRegistry() {
        this(() -> Jenkins.get().getRootDir().toPath().resolve("kubesphere-devops-moved.properties"));
    }

    /** The registry of this controller. */
    public static MovedItemRegistry get() {
        return ExtensionList.lookupSingleton(MovedItemRegistry.class);
    }

    /** @param file asked when it is needed first */
    MovedItemRegistry(Supplier<Path> file) {
        this.file = file;
    }

    /**
     * Notes that an item has moved, whoever moved it.
     *
     * @return false if it only went along with its folder
     */
    public synchronized boolean note(Item item, String from, String to) {
        boolean alone = !parent(to).equals(moved().getProperty(parent(from)));
        Optional<String> before = moved.stringPropertyNames().stream()
                .filter(place -> moved.getProperty(place).equals(from))
                .findFirst();
        String origin = before.orElse(from);
        if (origin.equals(to)) {
            moved.remove(origin);
            save();
        } else if ((alone || before.isPresent())
                && ItemOwnership.placeOf(item).filter(origin::equals).isPresent()) {
            moved.setProperty(origin, to);
            save();
        }
        return alone;
    }

    /** Notes that nothing is there any more. */
    public synchronized void gone(String fullName) {
        if (moved().values().removeIf(fullName::equals)) {
            save();
        }
    }

    /** Gives the full name of where the item went that belongs there; empty if it did not go anywhere. */
    synchronized Optional<String> from(String place) {
        String direct = moved().getProperty(place);
        if (direct != null || parent(place).isEmpty()) {
            return Optional.ofNullable(direct);
        }
        return Optional.ofNullable(moved().getProperty(parent(place)))
                .map(folder -> folder + place.substring(place.lastIndexOf('/')));
    }

    private static String parent(String fullName) {
        return fullName.substring(0, Math.max(0, fullName.lastIndexOf('/')));
    }

    private Properties moved() {
        if (moved == null) {
            Properties read = new Properties();
            if (Files.exists(file.get())) {
                try (InputStream in = Files.newInputStream(file.get())) {
                    read.load(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            moved = read;
        }
        return moved;
    }

    private void save() {
        Path temporary = file.get().resolveSibling(file.get().getFileName() + ".new");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                moved.store(out, "Items of KubeSphere DevOps that were moved, and are to be moved back");
            }
            Files.move(temporary, file.get(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
