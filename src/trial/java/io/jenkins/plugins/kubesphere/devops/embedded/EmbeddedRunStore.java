package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.DeletedBuild;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Stores the records of runs, the folders of their builds, and the build numbers. Guarded by the lock of the engine.
 */
final class EmbeddedRunStore {
    private static final String RECORD_FILE = "run.json";

    private final EmbeddedStateStore state;

    EmbeddedRunStore(EmbeddedStateStore state) {
        this.state = state;
    }

    /** Reads the records of all runs of a job, in the order in which they were queued. */
    List<EmbeddedRunRecord> load(JobName job) {
        return state.list(state.runsPath(job)).stream()
                .map(folder -> state.read(folder.resolve(RECORD_FILE), EmbeddedRunRecord.class))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The folder of a run; also that of its build. */
    Path runFolder(EmbeddedRun run) {
        return state.runPath(run.job.name(), run.record.position());
    }

    /** Writes the new record of a run, which has its old record if that fails. */
    void write(EmbeddedRun run, EmbeddedRunRecord record) {
        state.write(runFolder(run).resolve(RECORD_FILE), record);
        run.record = record;
    }

    /** Deletes the record and the build of a run. {@link #emptyTrash} frees the space. */
    void delete(EmbeddedRun run) {
        state.moveToTrash(runFolder(run));
    }

    EmbeddedDeletedBuilds loadDeletedBuilds(JobName job) {
        return new EmbeddedDeletedBuilds(state.read(state.deletedBuildsFile(job), DeletedBuildsByUid.class)
                .orElseGet(DeletedBuildsByUid::new));
    }

    void writeDeletedBuilds(EmbeddedJob job) {
        state.write(state.deletedBuildsFile(job.name()), job.deletedBuilds.builds());
    }

    /** The type of a stored record. */
    private static final class DeletedBuildsByUid extends LinkedHashMap<String, DeletedBuild> {
        private static final long serialVersionUID = 1L;
    }

    void emptyTrash() {
        state.emptyTrash();
    }

    /** Takes the next build number of a job. */
    int nextNumber(JobName job) {
        int next = lastNumber(job) + 1;
        state.write(state.numberFile(job), next);
        return next;
    }

    /** Makes the last build number of a job at least as high as the given one. */
    void raiseLastNumber(JobName job, int number) {
        if (number > lastNumber(job)) {
            state.write(state.numberFile(job), number);
        }
    }

    private int lastNumber(JobName job) {
        return state.read(state.numberFile(job), Integer.class).orElse(0);
    }
}
