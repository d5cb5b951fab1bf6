package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Failure;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.engine.Change;
import io.jenkins.plugins.kubesphere.devops.engine.Differences;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.JobDocument;
import io.jenkins.plugins.kubesphere.devops.jobxml.RegularJob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.transform.stream.StreamSource;
import jenkins.model.queue.ItemDeletion;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** The jobs of pipelines. */
final class Jobs {
    private static final String WHAT = "job";

    private final RegularJob documents = new RegularJob(new JenkinsSecretText(), Plugins::isActive);
    private final WayBack wayBack;

    Jobs(WayBack wayBack) {
        this.wayBack = wayBack;
    }

    JobOutcome ensure(JobRequest request) {
        JobName name = request.name();
        Items.checkName(WHAT, name.job());
        Folder folder = Items.folder(name.folder())
                // What is made in it now would go with it, without a word.
                .filter(found -> !ItemDeletion.contains(found))
                .orElseThrow(() -> new EngineRefusal(
                        Reason.FOLDER_MISSING,
                        "The job " + name + " waits for its project's folder \"" + name.folder() + "\" in Jenkins"));
        Optional<TopLevelItem> existing = Items.in(folder, name.job());
        if (existing.isPresent()) {
            return update(existing.get(), request);
        }
        Optional<WorkflowJob> away = wayBack.find(name.toString(), WorkflowJob.class, request.owner());
        if (away.isPresent()) {
            return bringBack(away.get(), folder, request);
        }
        create(folder, request);
        return new JobOutcome(Change.CREATED);
    }

    private JobOutcome bringBack(WorkflowJob job, Folder folder, JobRequest request) {
        JobName name = request.name();
        String from = job.getFullName();
        wayBack.bring(job, folder, name.job(), request.owner());
        JobOutcome outcome = update(Items.in(folder, name.job()).orElseThrow(), request);
        Differences found = outcome.found();
        return new JobOutcome(
                Change.UPDATED, outcome.overruled(), new Differences(from, found.disabled(), found.fields()));
    }

    private void create(Folder folder, JobRequest request) {
        Items.awaitForgotten(() -> folder.getItem(request.name().job()));
        byte[] document = documents.create(request).xml().getBytes(StandardCharsets.UTF_8);
        try {
            OwnHand.does(() -> folder.createProjectFromXML(request.name().job(), new ByteArrayInputStream(document)));
        } catch (Failure e) {
            throw Items.invalidName(WHAT, request.name().job(), e);
        }
    }

    private JobOutcome update(TopLevelItem item, JobRequest request) {
        Items.checkOwner(
                WHAT, request.name().toString(), item, item instanceof WorkflowJob, request.owner(), request.adopt());
        return update((WorkflowJob) item, request);
    }

    private JobOutcome update(WorkflowJob job, JobRequest request) {
        return OwnHand.does(() -> {
            JobDocument document = documents.update(request, inMemory(job));
            if (!document.changed()) {
                return new JobOutcome(Change.UNCHANGED, document.overruled(), document.found());
            }
            job.updateByXml(new StreamSource(new StringReader(document.xml())));
            return new JobOutcome(Change.UPDATED, document.overruled(), document.found());
        });
    }

    /** The document needs what is noted in memory only; see {@link RegularJob#update}. */
    static String inMemory(WorkflowJob job) throws IOException {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        hudson.model.Items.XSTREAM2.toXMLUTF8(job, document);
        return document.toString(StandardCharsets.UTF_8);
    }

    boolean delete(JobName name, Owner owner) {
        Optional<WorkflowJob> ours = Items.job(name)
                .filter(job -> Owners.of(job).filter(owner::sameResource).isPresent())
                .or(() -> wayBack.find(name.toString(), WorkflowJob.class, owner));
        ours.ifPresent(Deletion::of);
        return ours.isPresent();
    }
}
