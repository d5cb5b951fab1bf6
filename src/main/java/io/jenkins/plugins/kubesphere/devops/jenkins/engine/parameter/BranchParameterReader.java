package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.DeclaredParameters;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.JenkinsfileParameterReader;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.scm.api.SCMRevision;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Reads what the Jenkinsfile of a branch declares, and stores it. Asks the server of the repository. */
final class BranchParameterReader {
    private static final Logger LOGGER = Logger.getLogger(BranchParameterReader.class.getName());

    enum Result {
        /** The branch has the parameters that were stored before. */
        UNCHANGED,
        /** The branch has other parameters than before. */
        CHANGED,
        /** The Jenkinsfile could not be read; this is stored. */
        FAILED
    }

    private BranchParameterReader() {}

    /**
     * Reads the Jenkinsfile of the newest revision, unless what is stored is that of this revision.
     *
     * @param asksServer true if the server must be asked for the newest revision, whatever the last scan has found
     * @param limit ends the reading by an interrupt
     */
    static Result read(WorkflowJob branch, JobName pipeline, boolean asksServer, ReadingTimeLimit limit) {
        BranchJenkinsfileReader reader = new BranchJenkinsfileReader(branch);
        // The time before the server is asked: a build that starts meanwhile may have a newer revision.
        long now = System.currentTimeMillis();
        try {
            Optional<DeclaredParameterFile.Content> known = DeclaredParameterFile.read(branch)
                    .filter(content -> !content.source().isEmpty());
            if (!asksServer && known.filter(reader::isCurrent).isPresent()) {
                return Result.UNCHANGED;
            }
            Optional<SCMRevision> scanned = asksServer || known.isPresent() ? Optional.empty() : reader.findScanned();
            Optional<SCMRevision> revision = scanned.isPresent() ? scanned : reader.fetchNewest();
            if (revision.isEmpty()) {
                return storeUnknown(branch, now, "the repository did not tell its revision");
            }
            String source = reader.source(revision.get());
            DeclaredParameters declared =
                    known.filter(content -> content.hasSource(source)).isPresent()
                            ? known.get().declared()
                            : parse(reader, revision.get(), pipeline);
            return store(branch, new DeclaredParameterFile.Content(source, now, declared));
        } catch (InterruptedException | IOException | RuntimeException | LinkageError e) {
            if (e instanceof InterruptedException && !limit.isExceeded()) {
                Thread.currentThread().interrupt();
                return Result.UNCHANGED;
            }
            // Other plugins throw what they like. The message may have secrets, and the builds will tell it.
            LOGGER.log(Level.INFO, "The Jenkinsfile of {0} could not be read before a build: {1}", new Object[] {
                branch.getFullName(),
                limit.isExceeded()
                        ? "its server did not answer in time"
                        : e.getClass().getName()
            });
            return storeUnknown(
                    branch,
                    now,
                    limit.isExceeded()
                            ? "the server of the repository did not answer in time"
                            : "it could not be read from the repository");
        }
    }

    private static DeclaredParameters parse(BranchJenkinsfileReader reader, SCMRevision revision, JobName pipeline)
            throws IOException, InterruptedException {
        return reader.read(revision)
                .map(text -> JenkinsfileParameterReader.read(pipeline.folder(), text))
                .orElseGet(() -> DeclaredParameters.unknown("the plugin of its source cannot read a single file"));
    }

    private static Result storeUnknown(WorkflowJob branch, long now, String reason) {
        store(branch, new DeclaredParameterFile.Content("", now, DeclaredParameters.unknown(reason)));
        return Result.FAILED;
    }

    private static Result store(WorkflowJob branch, DeclaredParameterFile.Content content) {
        boolean isSame = DeclaredParameterFile.read(branch)
                .filter(before -> before.declared().equals(content.declared()))
                .isPresent();
        DeclaredParameterFile.write(branch, content);
        return isSame ? Result.UNCHANGED : Result.CHANGED;
    }
}
