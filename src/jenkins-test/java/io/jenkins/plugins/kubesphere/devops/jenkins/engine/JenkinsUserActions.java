package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kubesphere.devops.engine.UserActions;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.run.PipelineRunAction;
import java.util.Objects;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Changes items of Jenkins as an administrator does. Calls Jenkins directly, not the engine. */
final class JenkinsUserActions implements UserActions {
    private final Supplier<Jenkins> jenkins;

    JenkinsUserActions(Supplier<Jenkins> jenkins) {
        this.jenkins = jenkins;
    }

    @FunctionalInterface
    private interface JenkinsAction {
        void apply(Jenkins jenkins) throws Exception;
    }

    private void runAsSystem(JenkinsAction action) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            action.apply(jenkins.get());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void createFolder(String name) {
        runAsSystem(jenkins -> jenkins.createProject(Folder.class, name));
    }

    @Override
    public void createJob(JobName job) {
        runAsSystem(jenkins -> folder(jenkins, job.folder()).createProject(WorkflowJob.class, job.job()));
    }

    @Override
    public void disable(JobName job) {
        runAsSystem(jenkins -> job(jenkins, job).makeDisabled(true));
    }

    @Override
    public void enable(JobName job) {
        runAsSystem(jenkins -> job(jenkins, job).makeDisabled(false));
    }

    @Override
    public void deleteFolder(String name) {
        runAsSystem(jenkins -> folder(jenkins, name).delete());
    }

    @Override
    public void deleteJob(JobName job) {
        runAsSystem(jenkins -> job(jenkins, job).delete());
    }

    @Override
    public void deleteBuild(JobName job, PipelineRunRef run) {
        runAsSystem(jenkins -> build(jenkins, job, run).delete());
    }

    @Override
    public void cancel(JobName job, PipelineRunRef run) {
        runAsSystem(jenkins -> {
            for (Queue.Item item : jenkins.getQueue().getItems(job(jenkins, job))) {
                if (PipelineRunAction.findRun(item).filter(run::equals).isPresent()) {
                    jenkins.getQueue().cancel(item);
                    return;
                }
            }
            throw new AssertionError(run + " is not in the queue");
        });
    }

    @Override
    public int countBuilds(JobName job) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return job(jenkins.get(), job).getBuilds().size();
        }
    }

    /** Removes all items, so that the next test has an idle Jenkins. */
    void clear() {
        runAsSystem(jenkins -> {
            for (Item item : jenkins.getItems()) {
                item.delete();
            }
        });
    }

    private static Folder folder(Jenkins jenkins, String name) {
        return Objects.requireNonNull(jenkins.getItem(name, jenkins, Folder.class), name);
    }

    private static WorkflowJob job(Jenkins jenkins, JobName job) {
        return Objects.requireNonNull(
                (WorkflowJob) folder(jenkins, job.folder()).getItem(job.job()), job.toString());
    }

    private static WorkflowRun build(Jenkins jenkins, JobName job, PipelineRunRef run) {
        return job(jenkins, job).getBuilds().stream()
                .filter(build ->
                        PipelineRunAction.findRun(build).filter(run::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(run + " has no build"));
    }
}
