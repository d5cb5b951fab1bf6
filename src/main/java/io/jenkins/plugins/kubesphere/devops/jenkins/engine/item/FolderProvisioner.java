package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.BulkChange;
import hudson.model.Failure;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.FolderRenderer;
import io.jenkins.plugins.kubesphere.devops.jobxml.FolderTextSanitizer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Creates, updates and deletes the folders of projects. */
public final class FolderProvisioner {
    private static final String ITEM_KIND = "folder";

    private final MovedItemRestorer restorer;

    public FolderProvisioner(MovedItemRestorer restorer) {
        this.restorer = restorer;
    }

    public FolderOutcome ensure(FolderRequest original) {
        FolderRequest request = FolderTextSanitizer.sanitize(original);
        ItemPreconditions.checkName(ITEM_KIND, request.name());
        Optional<TopLevelItem> existing = ItemLookup.topLevel(request.name());
        if (existing.isPresent()) {
            return update(existing.get(), request, "");
        }
        Optional<Folder> moved = restorer.find(request.name(), Folder.class, request.owner());
        if (moved.isPresent()) {
            String from = moved.get().getFullName();
            restorer.restore(moved.get(), Jenkins.get(), request.name(), request.owner());
            return update(ItemLookup.topLevel(request.name()).orElseThrow(), request, from);
        }
        create(request);
        return new FolderOutcome(ItemOperationResult.CREATED);
    }

    public boolean delete(String name, Owner owner) {
        Optional<Folder> owned = ItemLookup.folder(name)
                .filter(folder -> ItemOwnership.ownerOf(folder)
                        .filter(owner::sameResource)
                        .isPresent())
                .or(() -> restorer.find(name, Folder.class, owner));
        owned.ifPresent(ItemDeleter::delete);
        return owned.isPresent();
    }

    private static FolderOutcome update(TopLevelItem item, FolderRequest request, String movedTo) {
        ItemPreconditions.checkOwner(
                ITEM_KIND, request.name(), item, item instanceof Folder, request.owner(), request.adopt());
        OwnerFile.write((Folder) item, ownerContent(request));
        FolderMerger merge = new FolderMerger((Folder) item, request);
        if (merge.hasChanges()) {
            PluginInitiatedChange.run(request.name(), () -> {
                try (BulkChange change = new BulkChange(item)) {
                    merge.apply();
                    change.commit();
                }
                return null;
            });
        }
        return new FolderOutcome(
                merge.hasChanges() || !movedTo.isEmpty() ? ItemOperationResult.UPDATED : ItemOperationResult.UNCHANGED,
                new Drift(movedTo, false, merge.driftedFields()));
    }

    private static OwnerFile.Content ownerContent(FolderRequest request) {
        return new OwnerFile.Content(request.owner(), request.name());
    }

    private static void create(FolderRequest request) {
        ItemLookup.awaitDeletion(() -> Jenkins.get().getItem(request.name()));
        byte[] document = FolderRenderer.render(request).getBytes(StandardCharsets.UTF_8);
        try {
            OwnerFile.create(
                    ItemLookup.directoryOf(Jenkins.get(), request.name()),
                    ownerContent(request),
                    () -> PluginInitiatedChange.run(request.name(), () -> Jenkins.get()
                            .createProjectFromXML(request.name(), new ByteArrayInputStream(document))));
        } catch (Failure e) {
            throw ItemPreconditions.invalidName(ITEM_KIND, request.name(), e);
        }
    }
}
