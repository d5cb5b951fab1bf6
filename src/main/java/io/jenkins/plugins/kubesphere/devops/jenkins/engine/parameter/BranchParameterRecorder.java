package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ItemOwnership;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.DeclaredParameters;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.JenkinsfileParameterReader;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.FairExecutor;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.scm.api.SCMRevision;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Records the parameters in the Jenkinsfiles of branches after a scan has found a new branch or a new revision. Works
 * on threads of its own, because it asks the server of the repository. Thread-safe.
 */
public final class BranchParameterRecorder {
    private static final Logger LOGGER = Logger.getLogger(BranchParameterRecorder.class.getName());
    private static final int THREADS = 4;
    private static final BranchParameterRecorder SHARED = new BranchParameterRecorder();

    private final FairExecutor threads = new FairExecutor("kubesphere-devops reads Jenkinsfiles of branches", THREADS);
    /** Full names of the jobs whose Jenkinsfile is being read, or will be. */
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    /** Those of them for which a run waits. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    private BranchParameterRecorder() {}

    public static BranchParameterRecorder get() {
        return SHARED;
    }

    /** Returns true if the Jenkinsfile of the branch is being read, or will be. If so, the end is reported. */
    public boolean isPending(WorkflowJob branch) {
        // First recorded, then checked: so the end of the reading is not missed.
        // A name that stays without a reading costs one event later.
        awaited.add(branch.getFullName());
        return pending.contains(branch.getFullName());
    }

    /**
     * Reads the Jenkinsfiles of all branches that have another revision than at the last time.
     *
     * @param onRead as in {@link #record}
     */
    public void recordAll(WorkflowMultiBranchProject project, Consumer<JobName> onRead) {
        project.getItems().forEach(branch -> record(branch, onRead));
    }

    /**
     * Reads the Jenkinsfile of a branch, unless this revision was read already. Returns at once.
     *
     * @param onRead called with the pipeline if it now has other parameters than at the last time, or if a run waited
     */
    public void record(WorkflowJob branch, Consumer<JobName> onRead) {
        ItemOwnership.pipelineOf(branch)
                .filter(pipeline -> !BranchJobs.isDead(branch) && pending.add(branch.getFullName()))
                .ifPresent(pipeline -> threads.execute(pipeline.folder(), () -> {
                    boolean wasRead = false;
                    try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                        wasRead = readIfChanged(branch, pipeline);
                    } finally {
                        pending.remove(branch.getFullName());
                    }
                    if (awaited.remove(branch.getFullName()) || wasRead) {
                        onRead.accept(pipeline);
                    }
                }));
    }

    private static boolean readIfChanged(WorkflowJob branch, JobName pipeline) {
        BranchJenkinsfileReader reader = new BranchJenkinsfileReader(branch);
        String source = "";
        DeclaredParameters declared;
        try {
            Optional<SCMRevision> revision = reader.findRevision();
            source = revision.map(reader::source).orElse("");
            if (isRecorded(branch, source)) {
                return false;
            }
            declared = revision.isEmpty()
                    ? DeclaredParameters.unknown("the scan did not tell its revision")
                    : read(reader, revision.get(), pipeline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | RuntimeException | LinkageError e) {
            // Other plugins throw what they like. The message may have secrets, and the builds will tell it.
            LOGGER.log(Level.INFO, "The Jenkinsfile of {0} could not be read before a build: {1}", new Object[] {
                branch.getFullName(), e.getClass().getName()
            });
            source = "";
            declared = DeclaredParameters.unknown("it could not be read from the repository");
        }
        DeclaredParameters now = declared;
        boolean isNew = DeclaredParameterFile.read(branch)
                .filter(content -> content.declared().equals(now))
                .isEmpty();
        DeclaredParameterFile.write(
                branch, new DeclaredParameterFile.Content(source, System.currentTimeMillis(), declared));
        return isNew;
    }

    private static DeclaredParameters read(BranchJenkinsfileReader reader, SCMRevision revision, JobName pipeline)
            throws IOException, InterruptedException {
        return reader.read(revision)
                .map(text -> JenkinsfileParameterReader.read(pipeline.folder(), text))
                .orElseGet(() -> DeclaredParameters.unknown("the plugin of its source cannot read a single file"));
    }

    private static boolean isRecorded(WorkflowJob branch, String source) {
        return !source.isEmpty()
                && DeclaredParameterFile.read(branch)
                        .filter(content -> content.source().equals(source))
                        .isPresent();
    }
}
