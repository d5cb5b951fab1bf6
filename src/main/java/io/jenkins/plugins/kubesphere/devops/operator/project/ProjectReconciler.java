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
import io.jenkins.plugins.kubesphere.devops.api.MetadataReader;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.EventRecorder;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.PatchWriter;
import io.jenkins.plugins.kubesphere.devops.operator.framework.EngineEventSource;
import io.jenkins.plugins.kubesphere.devops.operator.framework.FinalizingReconciler;
import io.jenkins.plugins.kubesphere.devops.operator.framework.SdkSession;
import io.jenkins.plugins.kubesphere.devops.operator.sync.DriftReporter;
import io.jenkins.plugins.kubesphere.devops.operator.sync.RefusalReasonMapper;
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
 * Creates the namespace and the folder of each project. The namespace is the one in {@code status.adminNamespace}, else
 * one that the project created earlier, else a new one with the name of the project. {@link NamespaceDecision} says
 * when the project gets a namespace that exists. The folder has the name of the namespace.
 */
public final class ProjectReconciler extends FinalizingReconciler<DevOpsProject> {
    private static final String BY_LABEL = "project-label";
    private static final Duration RETRY_INTERVAL = Duration.ofMinutes(1);

    private final Set<String> servedNamespaces;
    private final ReservedNamespaces reservedNamespaces;
    private final AdoptableFolders adoptableFolders;
    private final JobEngine jobs;
    private final PatchWriter patches;
    private final ProjectNamespaceWriter namespaces;
    private final EventRecorder events;
    private final Clock clock;
    private final DriftReporter driftReporter;
    private final FolderListener folderListener;
    private final EngineEventSource<DevOpsProject> engineEvents = new EngineEventSource<>("engine folders");
    private InformerEventSource<Namespace, DevOpsProject> namespaceSource;
    private IndexerResourceCache<DevOpsProject> projects;

    /** Called when a folder is in sync, so that its pipelines can be reconciled. */
    @FunctionalInterface
    public interface FolderListener {
        /** @param folderCreated true if the folder was just created, and is empty */
        void onFolderSynced(String namespace, boolean folderCreated);
    }

    /**
     * @param servedNamespaces only projects whose namespace is in this set are served; if it is empty, all are served
     * @param reservedNamespaces the namespaces that no project gets
     * @param deletionThreads where folders and namespaces are deleted; the caller closes it
     */
    public ProjectReconciler(
            Set<String> servedNamespaces,
            ReservedNamespaces reservedNamespaces,
            AdoptableFolders adoptableFolders,
            JobEngine jobs,
            KubernetesClient client,
            EventRecorder events,
            Clock clock,
            FairExecutor deletionThreads,
            FolderListener folderListener) {
        super(Finalizers.PROJECT, Finalizers.OLD_PROJECT, deletionThreads);
        this.servedNamespaces = servedNamespaces;
        this.reservedNamespaces = reservedNamespaces;
        this.adoptableFolders = adoptableFolders;
        this.jobs = jobs;
        this.patches = new PatchWriter(client);
        this.namespaces = new ProjectNamespaceWriter(client);
        this.events = events;
        this.clock = clock;
        this.driftReporter = new DriftReporter(events);
        this.folderListener = folderListener;
    }

    /** Reconciles the project of a folder because the folder changed. Does nothing if no project has this folder. */
    public void onFolderChanged(String folder) {
        projects.list(project -> isServed(project) && folder.equals(namespaceOf(project)))
                .forEach(project -> engineEvents.raise("", project.getMetadata().getName()));
    }

    @Override
    public boolean isServed(DevOpsProject project) {
        return servedNamespaces.isEmpty() || servedNamespaces.contains(namespaceOf(project));
    }

    @Override
    protected List<EventSource<?, DevOpsProject>> createEventSources(EventSourceContext<DevOpsProject> context) {
        projects = context.getPrimaryCache();
        namespaceSource = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Namespace.class, DevOpsProject.class)
                        .withName("namespaces")
                        .withSecondaryToPrimaryMapper(this::affectedProjects)
                        .withWatchAllNamespaces()
                        .withInformerListLimit(SdkSession.LIST_LIMIT)
                        .build(),
                context);
        namespaceSource.addIndexers(Map.of(BY_LABEL, namespace -> MetadataReader.label(namespace, Labels.PROJECT)
                .map(List::of)
                .orElse(List.of())));
        return List.of(namespaceSource, engineEvents);
    }

    /**
     * Returns the projects that a change of a namespace may affect: the project in its label, and the projects whose
     * name or {@code status.adminNamespace} is the name of the namespace. Projects that are not served are left out
     * here, because the filter of the framework applies only to events of projects, not to those of namespaces.
     */
    private Set<ResourceID> affectedProjects(Namespace namespace) {
        String name = namespace.getMetadata().getName();
        String owner = MetadataReader.label(namespace, Labels.PROJECT).orElse("");
        return projects.list(project -> isServed(project)
                        && (name.equals(project.getStatus().adminNamespace())
                                || name.equals(project.getMetadata().getName())
                                || owner.equals(project.getMetadata().getName())))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    @Override
    protected UpdateControl<DevOpsProject> apply(DevOpsProject project, Context<DevOpsProject> context) {
        NamespaceDecision ownership = NamespaceDecision.decide(
                project,
                mayAdopt(project),
                reservedNamespaces,
                namespaceSource.byIndex(BY_LABEL, project.getMetadata().getName()),
                this::findNamespace);
        Optional<String> keptWorkspace = Optional.empty();
        switch (ownership.verdict()) {
            case CREATE -> createNamespace(project, ownership.name());
            case OURS, ADOPT -> {
                Namespace namespace = findNamespace(ownership.name()).orElseThrow();
                namespaces.label(project, namespace);
                keptWorkspace = ProjectNamespaceWriter.describeKeptWorkspace(project, namespace);
            }
            case WAIT -> {
                return writeRefusal(project, ownership, ConditionReasons.NAMESPACE_TERMINATING);
            }
            case INVALID_NAME -> {
                events.warning(project, EventReasons.CREATE_NAMESPACE_FAILED, ownership.message());
                return writeRefusal(project, ownership, ConditionReasons.INVALID_NAME);
            }
            case CONFLICT -> {
                events.warning(project, EventReasons.CREATE_NAMESPACE_FAILED, ownership.message());
                return writeRefusal(project, ownership, ConditionReasons.NAMESPACE_CONFLICT);
            }
        }
        FolderOutcome folder;
        try {
            folder = jobs.ensureFolder(folderRequest(project, ownership.name()));
            cleanUpIfDeleted(project);
        } catch (EngineRefusalException refusal) {
            events.warning(project, EventReasons.SYNC_FAILED, refusal.getMessage());
            writeOutcome(
                    project,
                    ownership.name(),
                    new SyncOutcome(false, RefusalReasonMapper.map(refusal), refusal.getMessage()));
            return UpdateControl.<DevOpsProject>noUpdate().rescheduleAfter(RETRY_INTERVAL);
        }
        if (wasSyncedWith(ownership.name(), project)) {
            driftReporter.report(
                    project,
                    "folder " + ownership.name(),
                    folder.change(),
                    folder.driftBefore(),
                    "with its jobs, without their earlier builds");
        }
        writeOutcome(
                project,
                ownership.name(),
                new SyncOutcome(
                        true,
                        ConditionReasons.SYNCED,
                        "namespace and folder " + ownership.name() + " are in sync"
                                + keptWorkspace.map(note -> "; " + note).orElse("")));
        folderListener.onFolderSynced(ownership.name(), folder.change() == ItemOperationResult.CREATED);
        return UpdateControl.noUpdate();
    }

    private void createNamespace(DevOpsProject project, String name) {
        namespaces.create(project, name);
        if (wasSyncedWith(name, project)) {
            events.warning(
                    project,
                    EventReasons.DRIFT_CORRECTED,
                    "namespace " + name
                            + " was deleted; it is created again, without its former content. To delete it permanently,"
                            + " delete the project");
        }
    }

    /** Returns true if the project was in sync with this namespace and its folder before. */
    private static boolean wasSyncedWith(String namespace, DevOpsProject project) {
        return SyncOutcome.wasSynced(project)
                && namespace.equals(project.getStatus().adminNamespace());
    }

    private FolderRequest folderRequest(DevOpsProject project, String name) {
        Map<String, String> annotations = MetadataReader.annotations(project);
        return new FolderRequest(
                name,
                owner(project),
                annotations.getOrDefault(Annotations.ALIAS_NAME, "").strip(),
                annotations.getOrDefault(Annotations.DESCRIPTION, "").strip(),
                mayAdopt(project) && adoptableFolders.contains(name));
    }

    /** Returns true if the project asks for a namespace and folder that existed before. */
    static boolean mayAdopt(DevOpsProject project) {
        return "true".equals(MetadataReader.annotations(project).get(Annotations.ADOPT));
    }

    private UpdateControl<DevOpsProject> writeRefusal(
            DevOpsProject project, NamespaceDecision ownership, String reason) {
        String adminNamespace = Objects.requireNonNullElse(project.getStatus().adminNamespace(), "");
        writeOutcome(
                project, adminNamespace, new SyncOutcome(false, reason, owner(project) + ": " + ownership.message()));
        // The informer of namespaces causes a reconcile when the obstacle is removed. The retry is needed if that event
        // is lost, or if only status.adminNamespace was corrected: a change of the status causes no reconcile.
        return UpdateControl.<DevOpsProject>noUpdate().rescheduleAfter(RETRY_INTERVAL);
    }

    /**
     * Deletes the namespace first, because this also deletes everything that could start a build in the folder. The
     * content of an adopted namespace stays; its pipelines and runs then wait for a project.
     */
    @Override
    protected void deleteCreatedItems(DevOpsProject project) {
        String name = namespaceOf(project);
        findNamespace(name)
                .filter(namespace -> !reservedNamespaces.contains(name))
                .ifPresent(namespace -> namespaces.release(project, namespace));
        jobs.deleteFolder(name, owner(project));
    }

    @Override
    protected void reportDeletionFailure(DevOpsProject project, String message) {
        writeOutcome(project, "", new SyncOutcome(false, ConditionReasons.DELETION_FAILED, message));
    }

    @Override
    protected void reportFailure(DevOpsProject project, String problem) {
        events.warning(project, EventReasons.SYNC_FAILED, problem);
    }

    @Override
    protected void writeFailure(DevOpsProject project, String problem, boolean repeated) {
        if (repeated || !SyncOutcome.isInSync(project)) {
            writeOutcome(project, "", SyncOutcome.failed(owner(project), problem));
        }
    }

    /** Returns the namespace that the project has or will have, unless it created another one and lost its status. */
    private static String namespaceOf(DevOpsProject project) {
        return Optional.ofNullable(project.getStatus().adminNamespace())
                .filter(admin -> !admin.isBlank())
                .orElse(project.getMetadata().getName());
    }

    private Optional<Namespace> findNamespace(String name) {
        return namespaceSource.get(new ResourceID(name));
    }

    /** @param adminNamespace empty to keep the field unchanged */
    private void writeOutcome(DevOpsProject project, String adminNamespace, SyncOutcome outcome) {
        ObjectNode change = outcome.toPatch(project, Annotations.PROJECT_SYNC_STATUS, clock.instant());
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
