package io.jenkins.plugins.kubesphere.devops.operator.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jenkins.plugins.kubesphere.devops.api.Annotations;
import io.jenkins.plugins.kubesphere.devops.api.ConditionReasons;
import io.jenkins.plugins.kubesphere.devops.api.EventReasons;
import io.jenkins.plugins.kubesphere.devops.api.Finalizers;
import io.jenkins.plugins.kubesphere.devops.api.Labels;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemChange;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.EngineEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.framework.FinalizingReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.sync.DriftReporter;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReason;
import io.jenkins.plugins.kubesphere.devops.operator.sync.SyncOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives each project its namespace and its folder. Spec: the project's namespace is {@code status.adminNamespace}, else
 * one that is labelled as the project's, else a new one named like the project; the folder is named like the namespace.
 */
public final class ProjectReconciler extends FinalizingReconciler<DevOpsProject> {
    private static final String BY_LABEL = "project-label";
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Set<String> namespacesOfInterest;
    private final JobEngine jobs;
    private final PatchWriter patches;
    private final ProjectNamespaceWriter namespaces;
    private final EventRecorder events;
    private final Clock clock;
    private final DriftReporter driftReporter;
    private final Synced synced;
    private final EngineEventSource<DevOpsProject> signal = new EngineEventSource<>("engine folders");
    private InformerEventSource<Namespace, DevOpsProject> namespaceSource;
    private IndexerResourceCache<DevOpsProject> projects;

    /** Told of each namespace whose folder stands, so that what waits for it goes on. */
    @FunctionalInterface
    public interface Synced {
        /** @param anew true if the folder was made just now, and is empty */
        void folder(String namespace, boolean anew);
    }

    /** @param namespacesOfInterest projects of other namespaces are left alone; empty for all */
    public ProjectReconciler(
            Set<String> namespacesOfInterest,
            JobEngine jobs,
            KubernetesClient client,
            EventRecorder events,
            Clock clock,
            Synced synced) {
        super(Finalizers.PROJECT, Finalizers.OLD_PROJECT);
        this.namespacesOfInterest = namespacesOfInterest;
        this.jobs = jobs;
        this.patches = new PatchWriter(client);
        this.namespaces = new ProjectNamespaceWriter(client);
        this.events = events;
        this.clock = clock;
        this.driftReporter = new DriftReporter(events);
        this.synced = synced;
    }

    /** Looks at the projects again that a folder matters to, because it changed. Most folders of an engine are nobody's. */
    public void folderChanged(String folder) {
        projects.list(project -> isServed(project) && folder.equals(namespaceOf(project)))
                .forEach(project -> signal.raise("", project.getMetadata().getName()));
    }

    @Override
    public boolean isServed(DevOpsProject project) {
        return namespacesOfInterest.isEmpty() || namespacesOfInterest.contains(namespaceOf(project));
    }

    @Override
    protected List<EventSource<?, DevOpsProject>> eventSources(EventSourceContext<DevOpsProject> context) {
        projects = context.getPrimaryCache();
        namespaceSource = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Namespace.class, DevOpsProject.class)
                        .withName("namespaces")
                        .withSecondaryToPrimaryMapper(this::claimants)
                        .withWatchAllNamespaces()
                        .build(),
                context);
        namespaceSource.addIndexers(Map.of(BY_LABEL, namespace -> Optional.ofNullable(
                        namespace.getMetadata().getLabels())
                .map(labels -> labels.get(Labels.PROJECT))
                .map(List::of)
                .orElse(List.of())));
        return List.of(namespaceSource, signal);
    }

    /**
     * The projects that a namespace matters to: the one it is labelled with, and those that want its name. Only ours: the filter
     * of the framework holds for events of projects, not for those of their namespaces.
     */
    private Set<ResourceID> claimants(Namespace namespace) {
        String name = namespace.getMetadata().getName();
        String owner = Optional.ofNullable(namespace.getMetadata().getLabels())
                .map(labels -> labels.get(Labels.PROJECT))
                .orElse("");
        return projects.list(project -> isServed(project)
                        && (name.equals(project.getStatus().adminNamespace())
                                || name.equals(project.getMetadata().getName())
                                || owner.equals(project.getMetadata().getName())))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    @Override
    protected UpdateControl<DevOpsProject> apply(DevOpsProject project, Context<DevOpsProject> context) {
        NamespaceOwnership claim = NamespaceOwnership.of(
                project, namespaceSource.byIndex(BY_LABEL, project.getMetadata().getName()), this::namespace);
        switch (claim.verdict()) {
            case CREATE -> create(project, claim.name());
            case OURS, ADOPT ->
                namespaces.label(project, namespace(claim.name()).orElseThrow());
            case WAIT -> {
                return refused(project, claim, ConditionReasons.NAMESPACE_TERMINATING);
            }
            case CONFLICT -> {
                events.warning(project, EventReasons.CREATE_NAMESPACE_FAILED, claim.message());
                return refused(project, claim, ConditionReasons.NAMESPACE_CONFLICT);
            }
        }
        FolderOutcome folder;
        try {
            folder = jobs.ensureFolder(folder(project, claim.name()));
            afterApply(project);
        } catch (EngineRefusalException refusal) {
            state(project, claim.name(), new SyncOutcome(false, RefusalReason.of(refusal), refusal.getMessage()));
            return UpdateControl.<DevOpsProject>noUpdate().rescheduleAfter(LOOK_AGAIN);
        }
        if (stoodIn(claim.name(), project)) {
            driftReporter.report(
                    project,
                    "folder " + claim.name(),
                    folder.change(),
                    folder.found(),
                    "with its jobs, without their earlier builds");
        }
        state(
                project,
                claim.name(),
                new SyncOutcome(
                        true, ConditionReasons.SYNCED, "namespace and folder " + claim.name() + " are in sync"));
        synced.folder(claim.name(), folder.change() == ItemChange.CREATED);
        return UpdateControl.noUpdate();
    }

    private void create(DevOpsProject project, String name) {
        namespaces.create(project, name);
        if (stoodIn(name, project)) {
            events.warning(
                    project,
                    EventReasons.DRIFT_CORRECTED,
                    "namespace " + name
                            + " was deleted; it is created again, without its former content. To delete it for good,"
                            + " delete the project");
        }
    }

    /** True if the project once had that namespace, with its folder. */
    private static boolean stoodIn(String namespace, DevOpsProject project) {
        return SyncOutcome.wasSynced(project)
                && namespace.equals(project.getStatus().adminNamespace());
    }

    private static FolderRequest folder(DevOpsProject project, String name) {
        Map<String, String> annotations = NamespaceOwnership.annotations(project);
        return new FolderRequest(
                name,
                owner(project),
                annotations.getOrDefault(Annotations.ALIAS_NAME, "").strip(),
                annotations.getOrDefault(Annotations.DESCRIPTION, "").strip(),
                NamespaceOwnership.mayAdopt(project));
    }

    private UpdateControl<DevOpsProject> refused(DevOpsProject project, NamespaceOwnership claim, String reason) {
        String claimed = Objects.requireNonNullElse(project.getStatus().adminNamespace(), "");
        state(project, claimed, new SyncOutcome(false, reason, owner(project) + ": " + claim.message()));
        // The namespace informer wakes us when the cause goes; this is for the event that never comes.
        return UpdateControl.<DevOpsProject>noUpdate().rescheduleAfter(LOOK_AGAIN);
    }

    /** The namespace goes first: whatever would start a build in the folder goes with it. */
    @Override
    protected void cleanUp(DevOpsProject project) {
        String name = namespaceOf(project);
        namespace(name).ifPresent(namespace -> namespaces.delete(project, namespace));
        jobs.deleteFolder(name, owner(project));
    }

    @Override
    protected void reportDeletionFailure(DevOpsProject project, String message) {
        state(project, "", new SyncOutcome(false, ConditionReasons.DELETION_FAILED, message));
    }

    @Override
    protected void reportFailure(DevOpsProject project, Throwable failure) {
        events.warning(project, EventReasons.SYNC_FAILED, String.valueOf(failure.getMessage()));
    }

    /** The namespace that the project has or will have, unless one is labelled as its own already. */
    private static String namespaceOf(DevOpsProject project) {
        return Optional.ofNullable(project.getStatus().adminNamespace())
                .filter(admin -> !admin.isBlank())
                .orElse(project.getMetadata().getName());
    }

    private Optional<Namespace> namespace(String name) {
        return namespaceSource.get(new ResourceID(name));
    }

    /** @param adminNamespace empty to leave the field alone */
    private void state(DevOpsProject project, String adminNamespace, SyncOutcome outcome) {
        ObjectNode change = outcome.change(project, Annotations.PROJECT_SYNC_STATUS, clock.instant());
        if (!adminNamespace.isEmpty()
                && !adminNamespace.equals(project.getStatus().adminNamespace())) {
            change.withObjectProperty("status").put("adminNamespace", adminNamespace);
        }
        if (!change.isEmpty()) {
            patches.merge(project, change);
        }
    }

    private static Owner owner(DevOpsProject project) {
        return new Owner(
                project.getKind(),
                "",
                project.getMetadata().getName(),
                project.getMetadata().getUid());
    }
}
