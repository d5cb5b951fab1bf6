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
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.SCMSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowBranchProjectFactory;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/**
 * Reads the Jenkinsfile of a branch from its repository, as a build does: only this file, and of a request from a fork
 * the file of the target branch. {@link #fetchNewest} and {@link #read} ask the server of the repository, so they may
 * take long.
 */
final class BranchJenkinsfileReader {
    private final WorkflowJob job;
    private final WorkflowMultiBranchProject project;

    BranchJenkinsfileReader(WorkflowJob job) {
        this.job = job;
        this.project = (WorkflowMultiBranchProject) job.getParent();
    }

    /**
     * Returns the revision that the last scan found, unless the last build had another one: a push starts a build
     * without a scan.
     */
    Optional<SCMRevision> findScanned() {
        WorkflowRun last = job.getLastBuild();
        return findSeen().filter(seen -> last == null || Optional.of(seen).equals(revisionOf(last)));
    }

    /** Asks the server for the newest revision. Empty if there is none, or if the branch was deleted. */
    Optional<SCMRevision> fetchNewest() throws IOException, InterruptedException {
        Optional<Branch> branch = BranchJobs.branchOf(job);
        Optional<SCMSource> source = branch.flatMap(this::findSource);
        return source.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(source.get().fetch(branch.get().getHead(), TaskListener.NULL));
    }

    /** Returns a text that differs when another revision is known. Asks no server. */
    String describeNewestKnownRevision() {
        WorkflowRun last = job.getLastBuild();
        return findSeen() + " " + Optional.ofNullable(last).flatMap(this::revisionOf);
    }

    /** Returns true if the content is that of the last scan, and no build with another revision started after it. */
    boolean isCurrent(DeclaredParameterFile.Content content) {
        return findSeen().filter(seen -> content.hasSource(source(seen))).isPresent() && !isOutdated(content);
    }

    /** Returns true if a build started after the reading, and had another revision, or does not tell which. */
    boolean isOutdated(DeclaredParameterFile.Content content) {
        WorkflowRun last = job.getLastBuild();
        return last != null && last.getStartTimeInMillis() > content.readAt() && !isOfBuild(content, last);
    }

    /** Returns true if the content is that of the revision of the build. */
    boolean isOfBuild(DeclaredParameterFile.Content content, WorkflowRun build) {
        return revisionOf(build)
                .filter(revision -> content.hasSource(source(revision)))
                .isPresent();
    }

    private Optional<SCMRevision> findSeen() {
        return Optional.ofNullable(project.getProjectFactory().getLastSeenRevision(job));
    }

    private Optional<SCMRevision> revisionOf(WorkflowRun build) {
        return BranchJobs.branchOf(job)
                .flatMap(this::findSource)
                .map(source -> SCMRevisionAction.getRevision(source, build));
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
