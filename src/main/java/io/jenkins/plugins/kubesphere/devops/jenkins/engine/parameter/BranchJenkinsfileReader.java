package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import hudson.model.TaskListener;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.BranchJobs;
import io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile.JenkinsfileParameterReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jenkins.branch.Branch;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowBranchProjectFactory;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Reads the Jenkinsfile of a branch from its repository, as a build does: only this file, and of a request from a fork
 * the file of the target branch. Asks the server of the repository, so each method may take long.
 */
final class BranchJenkinsfileReader {
    private final WorkflowJob job;
    private final WorkflowMultiBranchProject project;

    BranchJenkinsfileReader(WorkflowJob job) {
        this.job = job;
        this.project = (WorkflowMultiBranchProject) job.getParent();
    }

    /** Returns the revision that the last scan found; empty if there is none or the branch was deleted. */
    Optional<SCMRevision> findRevision() throws IOException, InterruptedException {
        Optional<Branch> branch = BranchJobs.branchOf(job);
        SCMRevision seen = project.getProjectFactory().getLastSeenRevision(job);
        if (seen != null || branch.isEmpty() || findSource(branch.get()).isEmpty()) {
            return Optional.ofNullable(seen);
        }
        return Optional.ofNullable(
                findSource(branch.get()).get().fetch(branch.get().getHead(), TaskListener.NULL));
    }

    /** Returns a text that is different for each revision and path of the Jenkinsfile, and for other rules. */
    String source(SCMRevision revision) {
        return JenkinsfileParameterReader.version() + " revision:" + revision + " "
                + scriptPath().orElse("");
    }

    /**
     * Reads the file.
     *
     * @return the text, cut after one byte more than can be converted; empty if the plugin of the source cannot read a
     *     single file
     */
    Optional<String> read(SCMRevision revision) throws IOException, InterruptedException {
        Optional<Branch> branch = BranchJobs.branchOf(job);
        Optional<SCMSource> source = branch.flatMap(this::findSource);
        Optional<String> path = scriptPath();
        if (source.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        SCMRevision trusted = source.get().getTrustedRevision(revision, TaskListener.NULL);
        try (SCMFileSystem files = SCMFileSystem.of(source.get(), branch.get().getHead(), trusted)) {
            if (files == null) {
                return Optional.empty();
            }
            try (InputStream content = files.child(path.get()).content()) {
                return Optional.of(
                        new String(content.readNBytes(JenkinsfileConverter.MAX_BYTES + 1), StandardCharsets.UTF_8));
            }
        }
    }

    private Optional<SCMSource> findSource(Branch branch) {
        return Optional.ofNullable(project.getSCMSource(branch.getSourceId()));
    }

    private Optional<String> scriptPath() {
        return project.getProjectFactory() instanceof WorkflowBranchProjectFactory factory
                ? Optional.ofNullable(factory.getScriptPath())
                : Optional.empty();
    }
}
