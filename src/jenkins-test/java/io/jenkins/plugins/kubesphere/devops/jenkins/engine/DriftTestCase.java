package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.job.FolderOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;

/** Base of tests in which people change a job with a build, in the folder of a project. */
abstract class DriftTestCase {
    static final String SCRIPT = EngineTestProject.steps("echo 'hello'");

    final JenkinsRuleEngine ruleEngine = new JenkinsRuleEngine();
    final Queue<String> changedItems = new ConcurrentLinkedQueue<>();
    Engine.Subscription subscription;
    JenkinsRule jenkins;
    EngineTestProject project;
    String folder;
    RunRequest run;

    @BeforeEach
    final void create(JenkinsRule rule) {
        jenkins = rule;
        project = EngineTestProject.createWithJob(ruleEngine, SCRIPT);
        folder = project.job.folder();
        run = project.start();
        project.awaitEnd(run);
        subscription = ruleEngine.engine().subscribe(event -> {
            if (event instanceof EngineEvent.JobChanged changed) {
                changedItems.add(changed.job().toString());
            } else if (event instanceof EngineEvent.FolderChanged changed) {
                changedItems.add(changed.folder());
            }
        });
    }

    @AfterEach
    final void unsubscribe() {
        subscription.close();
    }

    final WorkflowJob job(String fullName) {
        return jenkins.jenkins.getItemByFullName(fullName, WorkflowJob.class);
    }

    final Folder folder(String fullName) {
        return jenkins.jenkins.getItemByFullName(fullName, Folder.class);
    }

    final JobOutcome ensureJob() {
        return ruleEngine
                .engine()
                .jobs()
                .ensureJob(
                        new JobRequest(project.job, project.pipelineOwner, EngineTestProject.spec("", false, SCRIPT)));
    }

    final FolderOutcome ensureFolder() {
        return ruleEngine.engine().jobs().ensureFolder(project.folderRequest());
    }
}
