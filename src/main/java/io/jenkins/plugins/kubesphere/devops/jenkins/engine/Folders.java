package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Failure;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.engine.Change;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.FolderDocument;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The folders of projects. */
final class Folders {
    private static final String WHAT = "folder";

    Change ensure(FolderRequest request) {
        Items.checkName(WHAT, request.name());
        Optional<TopLevelItem> existing = Items.topLevel(request.name());
        if (existing.isEmpty()) {
            create(request);
            return Change.CREATED;
        }
        TopLevelItem item = existing.get();
        Items.checkOwner(WHAT, request.name(), item, item instanceof Folder, request.owner(), request.adopt());
        if (Owners.of(item).filter(request.owner()::equals).isPresent()) {
            return Change.UNCHANGED;
        }
        OwnHand.does(() -> {
            // Replaces the mark of another owner, or of the same project before it was restored.
            ((Folder) item).getProperties().replace(new ManagedFolder(request.owner()));
            item.save();
            return null;
        });
        return Change.UPDATED;
    }

    /** From a document, because then the folder never is on disk without the mark that makes it ours. */
    private static void create(FolderRequest request) {
        byte[] document = FolderDocument.of(request.owner()).getBytes(StandardCharsets.UTF_8);
        try {
            OwnHand.does(() -> Jenkins.get().createProjectFromXML(request.name(), new ByteArrayInputStream(document)));
        } catch (Failure e) {
            throw Items.invalidName(WHAT, request.name(), e);
        }
    }

    boolean delete(String name, Owner owner) {
        Optional<Folder> ours = Items.folder(name)
                .filter(folder -> Owners.of(folder).filter(owner::sameResource).isPresent());
        ours.ifPresent(Deletion::of);
        return ours.isPresent();
    }
}
