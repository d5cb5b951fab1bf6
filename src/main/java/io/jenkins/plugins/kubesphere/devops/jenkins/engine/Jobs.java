package io.jenkins.plugins.kubesphere.devops.jenkins.engine;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Failure;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.engine.Change;
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
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** The jobs of pipelines. */
final class Jobs {
    private static final String WHAT = "job";

    private final RegularJob documents = new RegularJob(new JenkinsSecretText());

    JobOutcome ensure(JobRequest request) {
        JobName name = request.name();
        Items.checkName(WHAT, name.job());
        Folder folder = Items.folder(name.folder())
                .orElseThrow(() -> new EngineRefusal(
                        Reason.FOLDER_MISSING,
                        "The job " + name + " waits for its project's folder \"" + name.folder() + "\" in Jenkins"));
        Optional<TopLevelItem> existing = Items.in(folder, name.job());
        if (existing.isEmpty()) {
            create(folder, request);
            return new JobOutcome(Change.CREATED);
        }
        TopLevelItem item = existing.get();
        Items.checkOwner(WHAT, name.toString(), item, item instanceof WorkflowJob, request.owner(), request.adopt());
        WorkflowJob job = (WorkflowJob) item;
        return update(job, request);
    }

    private void create(Folder folder, JobRequest request) {
        byte[] document = documents.create(request).xml().getBytes(StandardCharsets.UTF_8);
        try {
            OwnHand.does(() -> folder.createProjectFromXML(request.name().job(), new ByteArrayInputStream(document)));
        } catch (Failure e) {
            throw Items.invalidName(WHAT, request.name().job(), e);
        }
    }

    private JobOutcome update(WorkflowJob job, JobRequest request) {
        return OwnHand.does(() -> {
            JobDocument document = documents.update(request, inMemory(job));
            if (!document.changed()) {
                return new JobOutcome(Change.UNCHANGED, document.overruled());
            }
            job.updateByXml(new StreamSource(new StringReader(document.xml())));
            return new JobOutcome(Change.UPDATED, document.overruled());
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
                .filter(job -> Owners.of(job).filter(owner::sameResource).isPresent());
        ours.ifPresent(Deletion::of);
        return ours.isPresent();
    }
}
