package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.FolderTextSanitizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges a request into an existing folder. The display name and the description belong to the project as long as the
 * project has such a text, or the mark says that this plugin wrote the text in the folder. Everything else in the
 * folder stays unchanged.
 */
final class FolderMerger {
    private final Folder folder;
    private final FolderRequest request;
    private final Optional<ManagedFolderProperty> mark;
    private final boolean markDiffers;
    private final boolean displayNameDiffers;
    private final boolean descriptionDiffers;

    FolderMerger(Folder folder, FolderRequest request) {
        this.folder = folder;
        this.request = request;
        mark = Optional.ofNullable(folder.getProperties().get(ManagedFolderProperty.class));
        markDiffers = mark.filter(found -> found.matches(request)).isEmpty();
        displayNameDiffers = differs(request.displayName(), folder.getDisplayNameOrNull(), writtenDisplayName());
        descriptionDiffers = differs(request.description(), folder.getDescription(), writtenDescription());
    }

    private String writtenDisplayName() {
        return mark.map(ManagedFolderProperty::displayName).orElse("");
    }

    private String writtenDescription() {
        return mark.map(ManagedFolderProperty::description).orElse("");
    }

    /** @param current the text of the folder, or null */
    private static boolean differs(String wanted, String current, String written) {
        boolean ownedByProject = !wanted.isEmpty() || !written.isEmpty();
        return ownedByProject && !FolderTextSanitizer.sameText(wanted, current == null ? "" : current);
    }

    boolean hasChanges() {
        return markDiffers || displayNameDiffers || descriptionDiffers;
    }

    /** The texts that a person changed: the folder differs from the request, and the request is the same as before. */
    List<String> driftedFields() {
        List<String> drifted = new ArrayList<>();
        if (displayNameDiffers && request.displayName().equals(writtenDisplayName())) {
            drifted.add("displayName");
        }
        if (descriptionDiffers && request.description().equals(writtenDescription())) {
            drifted.add("description");
        }
        return drifted;
    }

    /** Changes the folder. Also replaces a mark of another owner, or of the same project with another UID. */
    void apply() throws IOException {
        if (displayNameDiffers) {
            folder.setDisplayName(request.displayName());
        }
        if (descriptionDiffers) {
            folder.setDescription(request.description());
        }
        if (markDiffers) {
            folder.getProperties().replace(new ManagedFolderProperty(request));
        }
        folder.save();
    }
}
