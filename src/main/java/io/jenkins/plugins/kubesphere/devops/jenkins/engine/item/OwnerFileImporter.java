package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.AbstractItem;
import hudson.model.Job;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.file.AtomicTextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Writes the owner files of a home that has none, once: the home comes from a backup that has only the XML files, or
 * from a version of this plugin that wrote no owner files. Only then the marks in config.xml are trusted. A home in
 * which this plugin was never configured is left alone, because a mark in it cannot come from this plugin.
 */
public final class OwnerFileImporter {
    private static final Logger LOGGER = Logger.getLogger(OwnerFileImporter.class.getName());

    /** Exists in each home in which this plugin writes owner files. */
    static final String MARKER = "kubesphere-devops-owner-files.txt";

    private static final String CONFIGURATION =
            "io.jenkins.plugins.kubesphere.devops.jenkins.admin.DevOpsConfiguration.xml";

    private OwnerFileImporter() {}

    /** Runs as SYSTEM, after all jobs are loaded and before the operator starts. */
    @Initializer(after = InitMilestone.JOB_LOADED)
    public static void importMarks() throws IOException {
        Path home = Jenkins.get().getRootDir().toPath();
        if (Files.exists(home.resolve(MARKER))) {
            return;
        }
        if (Files.exists(home.resolve(CONFIGURATION))) {
            Jenkins.get().allItems(AbstractItem.class).forEach(OwnerFileImporter::importMark);
        }
        AtomicTextFile.write(
                home.resolve(MARKER),
                writer -> writer.write(
                        "Each item of KubeSphere DevOps has a file " + OwnerFile.NAME + " since this file exists.\n"));
    }

    private static void importMark(AbstractItem item) {
        markOf(item).filter(mark -> OwnerFile.read(item).isEmpty()).ifPresent(mark -> {
            OwnerFile.write(item, mark);
            LOGGER.info(() -> "\"" + item.getFullName() + "\" belongs to " + mark.owner()
                    + ", as its config.xml says; this home had no owner files");
        });
    }

    private static Optional<OwnerFile.Content> markOf(AbstractItem item) {
        if (item instanceof AbstractFolder<?> folder) {
            return Optional.ofNullable(folder.getProperties().get(ManagedFolderProperty.class))
                    .map(mark -> new OwnerFile.Content(mark.owner(), mark.expectedPath()));
        }
        if (item instanceof Job<?, ?> job) {
            return Optional.ofNullable(job.getProperty(ManagedJobProperty.class))
                    .map(ManagedJobProperty::owner)
                    .map(owner -> new OwnerFile.Content(owner, owner.namespace() + "/" + owner.name()));
        }
        return Optional.empty();
    }
}
