package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.BulkChange;
import hudson.model.Failure;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.engine.Change;
import io.jenkins.plugins.kubesphere.devops.engine.Differences;
import io.jenkins.plugins.kubesphere.devops.engine.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.FolderDocument;
import io.jenkins.plugins.kubesphere.devops.jobxml.FolderText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The folders of projects. */
final class Folders {
    private static final String WHAT = "folder";

    private final WayBack wayBack;

    Folders(WayBack wayBack) {
        this.wayBack = wayBack;
    }

    FolderOutcome ensure(FolderRequest asked) {
        FolderRequest request = FolderText.holdable(asked);
        Items.checkName(WHAT, request.name());
        Optional<TopLevelItem> existing = Items.topLevel(request.name());
        if (existing.isPresent()) {
            return update(existing.get(), request, "");
        }
        Optional<Folder> away = wayBack.find(request.name(), Folder.class, request.owner());
        if (away.isPresent()) {
            String from = away.get().getFullName();
            wayBack.bring(away.get(), Jenkins.get(), request.name(), request.owner());
            return update(Items.topLevel(request.name()).orElseThrow(), request, from);
        }
        create(request);
        return new FolderOutcome(Change.CREATED);
    }

    private static FolderOutcome update(TopLevelItem item, FolderRequest request, String movedTo) {
        Items.checkOwner(WHAT, request.name(), item, item instanceof Folder, request.owner(), request.adopt());
        FolderEdit edit = new FolderEdit((Folder) item, request);
        if (edit.changes()) {
            OwnHand.does(() -> {
                try (BulkChange change = new BulkChange(item)) {
                    edit.make();
                    change.commit();
                }
                return null;
            });
        }
        return new FolderOutcome(
                edit.changes() || !movedTo.isEmpty() ? Change.UPDATED : Change.UNCHANGED,
                new Differences(movedTo, false, edit.drifted()));
    }

    /** From a document, because then the folder never is on disk without the mark that makes it ours. */
    private static void create(FolderRequest request) {
        Items.awaitForgotten(() -> Jenkins.get().getItem(request.name()));
        byte[] document = FolderDocument.of(request).getBytes(StandardCharsets.UTF_8);
        try {
            OwnHand.does(() -> Jenkins.get().createProjectFromXML(request.name(), new ByteArrayInputStream(document)));
        } catch (Failure e) {
            throw Items.invalidName(WHAT, request.name(), e);
        }
    }

    boolean delete(String name, Owner owner) {
        Optional<Folder> ours = Items.folder(name)
                .filter(folder -> Owners.of(folder).filter(owner::sameResource).isPresent())
                .or(() -> wayBack.find(name, Folder.class, owner));
        ours.ifPresent(Deletion::of);
        return ours.isPresent();
    }
}
