package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.embedded.pipeline.EmbeddedJobParameters;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.JobTypeChangeValidator;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the folders and jobs, with their owners and definitions. Guarded by the lock of the engine. */
final class EmbeddedItems {
    /** The owner of items that a person created. No custom resource has this kind. */
    static final Owner MANUAL_OWNER = new Owner("somebody", "", "else", "");

    private static final String FOLDER_FILE = "folder.json";
    private static final String JOB_FILE = "job.json";

    private final EmbeddedStateStore state;
    private final Map<String, Owner> folders = new LinkedHashMap<>();
    private final Map<JobName, EmbeddedJob> jobs = new LinkedHashMap<>();

    EmbeddedItems(EmbeddedStateStore state) {
        this.state = state;
        state.list(state.foldersPath()).forEach(this::load);
    }

    private void load(Path folder) {
        String name = folder.getFileName().toString();
        state.read(folder.resolve(FOLDER_FILE), Owner.class).ifPresent(owner -> {
            folders.put(name, owner);
            for (Path job : state.list(state.jobsPath(name))) {
                state.read(job.resolve(JOB_FILE), EmbeddedJobRecord.class)
                        .ifPresent(record -> jobs.put(record.name(), new EmbeddedJob(record)));
            }
        });
    }

    List<EmbeddedJob> jobs() {
        return List.copyOf(jobs.values());
    }

    Optional<Owner> findFolderOwner(String name) {
        return Optional.ofNullable(folders.get(name));
    }

    /** Finds the job of a pipeline; empty if the job or its folder does not belong to the resource of its name. */
    Optional<EmbeddedJob> findJob(JobName name) {
        return findAnyJob(name).filter(job -> isProjectFolder(name.folder()) && isPipelineJob(job));
    }

    /** Finds the job of this name, also if a person created it. */
    Optional<EmbeddedJob> findAnyJob(JobName name) {
        return Optional.ofNullable(jobs.get(name.withoutBranch()));
    }

    private boolean isProjectFolder(String folder) {
        return findFolderOwner(folder).filter(Owner::isProject).isPresent();
    }

    private static boolean isPipelineJob(EmbeddedJob job) {
        Owner owner = job.record.owner();
        return job.name().equals(new JobName(owner.namespace(), owner.name()));
    }

    ItemOperationResult ensureFolder(FolderRequest request) {
        JenkinsNameValidator.check("folder", request.name());
        Owner before = folders.get(request.name());
        checkOwner("Folder " + request.name(), before, request.owner(), request.adopt());
        if (request.owner().equals(before)) {
            return ItemOperationResult.UNCHANGED;
        }
        writeFolder(request.name(), request.owner());
        return before == null ? ItemOperationResult.CREATED : ItemOperationResult.UPDATED;
    }

    void writeFolder(String folder, Owner owner) {
        state.write(state.folderPath(folder).resolve(FOLDER_FILE), owner);
        folders.put(folder, owner);
    }

    JobOutcome ensureJob(JobRequest request) {
        JobName name = request.name();
        JenkinsNameValidator.check("job", name.job());
        if (!isProjectFolder(name.folder())) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.FOLDER_MISSING,
                    "The job " + name + " waits for its project's folder \"" + name.folder()
                            + "\" in the embedded engine; see the condition Ready of the DevOpsProject of this"
                            + " namespace");
        }
        EmbeddedJobRecord before = findAnyJob(name).map(job -> job.record).orElse(null);
        checkOwner("Job " + name, before == null ? null : before.owner(), request.owner(), request.adopt());
        findAnyJob(name).ifPresent(found -> JobTypeChangeValidator.requireSameType(request, PipelineTypes.PIPELINE));
        checkSpec(request.owner(), request.spec());
        EmbeddedJobRecord wanted =
                new EmbeddedJobRecord(name, request.owner(), request.spec().pipeline(), false);
        if (wanted.equals(before)) {
            return new JobOutcome(ItemOperationResult.UNCHANGED);
        }
        writeJob(wanted);
        return before == null
                ? new JobOutcome(ItemOperationResult.CREATED)
                : new JobOutcome(ItemOperationResult.UPDATED, List.of(), new Drift("", before.disabled(), List.of()));
    }

    void writeJob(EmbeddedJobRecord record) {
        state.write(state.jobPath(record.name()).resolve(JOB_FILE), record);
        jobs.computeIfAbsent(record.name(), absent -> new EmbeddedJob(record)).setRecord(record);
    }

    /** Deletes a folder, and returns the jobs that were in it. */
    List<EmbeddedJob> deleteFolder(String folder) {
        state.moveToTrash(state.folderPath(folder));
        folders.remove(folder);
        List<EmbeddedJob> removed = jobs().stream()
                .filter(job -> job.name().folder().equals(folder))
                .toList();
        removed.forEach(job -> jobs.remove(job.name()));
        return removed;
    }

    void deleteJob(EmbeddedJob job) {
        state.moveToTrash(state.jobPath(job.name()));
        jobs.remove(job.name());
    }

    private static void checkOwner(String item, Owner current, Owner requested, boolean adopt) {
        if (current != null && !adopt && !current.sameResource(requested)) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.OWNED_BY_OTHER,
                    item + " belongs to " + current + ", not to " + requested + ": delete or rename it, or "
                            + requested.describeAdoption());
        }
    }

    private static void checkSpec(Owner owner, PipelineSpec spec) {
        if (!PipelineTypes.PIPELINE.equals(spec.type())) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.INVALID_SPEC,
                    owner + ": the embedded engine runs only type \"" + PipelineTypes.PIPELINE + "\"; for type \""
                            + spec.type() + "\", use ./run --jenkins");
        }
        if (spec.pipeline() == null) {
            throw new EngineRefusalException(
                    EngineRefusalException.Reason.INVALID_SPEC, owner + ": spec.pipeline is missing; add it");
        }
        spec.pipeline().parameters().forEach(parameter -> EmbeddedJobParameters.requireSupportedType(owner, parameter));
    }
}
