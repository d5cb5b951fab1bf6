package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.FolderText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One pass over a folder that is there. Of its texts, one is ours while the project has it, or as long as the mark says
 * that we put it there; all else is somebody's.
 */
final class FolderMerge {
    private final Folder folder;
    private final FolderRequest request;
    private final Optional<ManagedFolderProperty> mark;
    private final boolean marks;
    private final boolean names;
    private final boolean describes;

    FolderMerge(Folder folder, FolderRequest request) {
        this.folder = folder;
        this.request = request;
        mark = Optional.ofNullable(folder.getProperties().get(ManagedFolderProperty.class));
        marks = mark.filter(found -> found.says(request)).isEmpty();
        names = differs(request.displayName(), folder.getDisplayNameOrNull(), nameBefore());
        describes = differs(request.description(), folder.getDescription(), descriptionBefore());
    }

    private String nameBefore() {
        return mark.map(ManagedFolderProperty::displayName).orElse("");
    }

    private String descriptionBefore() {
        return mark.map(ManagedFolderProperty::description).orElse("");
    }

    private static boolean differs(String wanted, String there, String before) {
        boolean ours = !wanted.isEmpty() || !before.isEmpty();
        return ours && !FolderText.sameText(wanted, there == null ? "" : there);
    }

    boolean changes() {
        return marks || names || describes;
    }

    /** The texts that somebody else changed: those that are not as they were requested before, and still are. */
    List<String> drifted() {
        List<String> drifted = new ArrayList<>();
        if (names && request.displayName().equals(nameBefore())) {
            drifted.add("displayName");
        }
        if (describes && request.description().equals(descriptionBefore())) {
            drifted.add("description");
        }
        return drifted;
    }

    /** Replaces the mark of another owner, or of the same project before it was restored, too. */
    void make() throws IOException {
        if (names) {
            folder.setDisplayName(request.displayName());
        }
        if (describes) {
            folder.setDescription(request.description());
        }
        if (marks) {
            folder.getProperties().replace(new ManagedFolderProperty(request));
        }
        folder.save();
    }
}
