package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.computed.FolderComputation;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemLookup;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.log.LogPartReader;
import java.util.Optional;

/** Reads the logs of branch scans, which Jenkins calls "indexing", on this controller. */
final class JenkinsBranchScanLogReader implements BranchScanLogReader {

    @Override
    public Optional<LogChunk> log(JobName job, long offset) {
        return SystemIdentity.call(
                () -> ItemLookup.multiBranchProject(job).map(project -> read(project.getComputation(), offset)));
    }

    private static LogChunk read(FolderComputation<?> scan, long offset) {
        if (!scan.getLogFile().exists()) {
            return new LogChunk("", 0, scan.isBuilding());
        }
        return LogPartReader.readLines(scan.getLogText(), offset, !scan.isBuilding());
    }
}
