package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.Change;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders and jobs: whose they are, and what they shall be. Guarded by the engine's lock. */
final class Items {
    private static final String FOLDER_RECORD = "folder.json";
    private static final String JOB_RECORD = "job.json";

    private final StateFolder state;
    private final Map<String, Folder> folders = new LinkedHashMap<>();

    Items(StateFolder state) {
        this.state = state;
        for (Path path : state.list(state.folders())) {
            load(path);
        }
    }

    private void load(Path path) {
        if (!Files.exists(path.resolve(FOLDER_RECORD))) {
            return; // Killed between making the directory and writing the record: never existed.
        }
        Folder folder = new Folder(state.read(path.resolve(FOLDER_RECORD), FolderRecord.class));
        folders.put(path.getFileName().toString(), folder);
        for (Path jobPath : state.list(path.resolve("jobs"))) {
            Path record = jobPath.resolve(JOB_RECORD);
            if (Files.exists(record)) {
                JobName name = new JobName(
                        path.getFileName().toString(), jobPath.getFileName().toString());
                folder.jobs.put(name.job(), new Job(name, state.read(record, JobRecord.class)));
            }
        }
    }

    Stream<Job> jobs() {
        return folders.values().stream().flatMap(folder -> folder.jobs.values().stream());
    }

    Optional<Folder> folder(String name) {
        return Optional.ofNullable(folders.get(name));
    }

    Optional<Job> job(JobName name) {
        return folder(name.folder()).map(folder -> folder.jobs.get(name.job()));
    }

    Change ensureFolder(FolderRequest request) {
        GoodName.check("folder", request.name());
        Folder folder = folders.get(request.name());
        if (folder != null) {
            checkOurs("Folder " + request.name(), folder.record.owner(), request.owner(), request.adopt());
            if (request.owner().equals(folder.record.owner())) {
                return Change.UNCHANGED;
            }
        }
        write(request.name(), new FolderRecord(request.owner()));
        return folder == null ? Change.CREATED : Change.UPDATED;
    }

    void write(String name, FolderRecord record) {
        state.write(state.folder(name).resolve(FOLDER_RECORD), record);
        folders.computeIfAbsent(name, absent -> new Folder(record)).record = record;
    }

    Change ensureJob(JobRequest request) {
        JobName name = request.name();
        GoodName.check("job", name.job());
        Folder folder = folders.get(name.folder());
        if (folder == null) {
            throw new EngineRefusal(
                    EngineRefusal.Reason.FOLDER_MISSING,
                    "Job " + name + " needs the folder " + name.folder()
                            + ", which is not there: create its DevOpsProject");
        }
        checkSpec(request.owner(), request.spec());
        Job job = folder.jobs.get(name.job());
        if (job != null) {
            checkOurs("Job " + name, job.record().owner(), request.owner(), request.adopt());
        }
        // A job that a person disabled stays so: no field of the spec owns that.
        boolean disabled = job != null && job.record().disabled();
        JobRecord wanted = new JobRecord(request.owner(), request.spec().pipeline(), disabled);
        if (job != null && wanted.equals(job.record())) {
            return Change.UNCHANGED;
        }
        write(name, wanted);
        return job == null ? Change.CREATED : Change.UPDATED;
    }

    void write(JobName name, JobRecord record) {
        state.write(state.job(name).resolve(JOB_RECORD), record);
        folders.get(name.folder())
                .jobs
                .computeIfAbsent(name.job(), absent -> new Job(name, record))
                .set(record);
    }

    void remove(String folder) {
        state.discard(state.folder(folder));
        folders.remove(folder);
    }

    void remove(JobName job) {
        state.discard(state.job(job));
        folders.get(job.folder()).jobs.remove(job.job());
    }

    static boolean isOurs(Owner found, Owner asking) {
        return found != null && found.sameResource(asking);
    }

    private static void checkOurs(String what, Owner found, Owner asking, boolean adopt) {
        if (!adopt && !isOurs(found, asking)) {
            throw new EngineRefusal(
                    EngineRefusal.Reason.NOT_OURS,
                    what + " belongs to " + (found == null ? "nobody we know" : found) + ", not to " + asking
                            + ": delete or rename it, or let " + asking + " adopt it");
        }
    }

    private static void checkSpec(Owner owner, PipelineSpec spec) {
        if (!PipelineTypes.PIPELINE.equals(spec.type())) {
            throw new EngineRefusal(
                    EngineRefusal.Reason.INVALID_SPEC,
                    owner + ": type \"" + spec.type() + "\" is nothing that the embedded engine runs, only \""
                            + PipelineTypes.PIPELINE + "\" is; use ./run --jenkins for it");
        }
        if (spec.pipeline() == null) {
            throw new EngineRefusal(
                    EngineRefusal.Reason.INVALID_SPEC,
                    owner + ": spec.pipeline is missing, which type \"" + spec.type() + "\" needs");
        }
        spec.pipeline().parameters().forEach(parameter -> DeclaredParameter.check(owner, parameter));
    }
}
