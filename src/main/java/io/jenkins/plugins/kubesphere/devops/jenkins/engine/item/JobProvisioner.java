package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.AbstractItem;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.JobTypeCheck;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemChange;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.JobDocument;
import io.jenkins.plugins.kubesphere.devops.jobxml.MultiBranchJobRenderer;
import io.jenkins.plugins.kubesphere.devops.jobxml.RegularJobRenderer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.transform.stream.StreamSource;
import jenkins.model.queue.ItemDeletion;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Creates, updates and deletes the items of pipelines: regular jobs and multi-branch projects. */
public final class JobProvisioner {
    private static final String WHAT = "job";

    private final RegularJobRenderer regular =
            new RegularJobRenderer(new JenkinsSecretEncryption(), InstalledPlugins::isActive);
    private final MultiBranchJobRenderer multiBranch = new MultiBranchJobRenderer(InstalledPlugins::isActive);
    private final MovedItemRestorer restorer;
    private final FirstScanRecovery scans;

    public JobProvisioner(MovedItemRestorer restorer, FirstScanRecovery scans) {
        this.restorer = restorer;
        this.scans = scans;
    }

    public JobOutcome ensure(JobRequest request) {
        JobName name = request.name();
        ItemPreconditions.checkName(WHAT, name.job());
        Folder folder = ItemLookup.folder(name.folder())
                // Jenkins would delete a new job together with the folder, without an error.
                .filter(found -> !ItemDeletion.contains(found))
                .orElseThrow(() -> new EngineRefusalException(
                        Reason.FOLDER_MISSING,
                        "The job " + name + " waits for its project's folder \"" + name.folder() + "\" in Jenkins"));
        Optional<TopLevelItem> existing = ItemLookup.in(folder, name.job());
        if (existing.isPresent()) {
            return update(existing.get(), request);
        }
        restorer.find(name.toString(), AbstractItem.class, request.owner())
                .ifPresent(moved -> JobTypeCheck.requireSameType(request, typeOf(moved)));
        Optional<JobOutcome> restored = isMultiBranch(request)
                ? restore(WorkflowMultiBranchProject.class, folder, request)
                : restore(WorkflowJob.class, folder, request);
        if (restored.isPresent()) {
            return restored.get();
        }
        create(folder, request);
        return new JobOutcome(ItemChange.CREATED);
    }

    private static boolean isMultiBranch(JobRequest request) {
        return PipelineTypes.MULTI_BRANCH.equals(request.spec().type());
    }

    private static String typeOf(Item job) {
        return job instanceof WorkflowMultiBranchProject ? PipelineTypes.MULTI_BRANCH : PipelineTypes.PIPELINE;
    }

    private <I extends AbstractItem & TopLevelItem> Optional<JobOutcome> restore(
            Class<I> type, Folder folder, JobRequest request) {
        JobName name = request.name();
        return restorer.find(name.toString(), type, request.owner()).map(job -> {
            String from = job.getFullName();
            restorer.restore(job, folder, name.job(), request.owner());
            JobOutcome outcome = update(ItemLookup.in(folder, name.job()).orElseThrow(), request);
            Drift found = outcome.driftBefore();
            return new JobOutcome(
                    ItemChange.UPDATED, outcome.conflicts(), new Drift(from, found.disabled(), found.fields()));
        });
    }

    private void create(Folder folder, JobRequest request) {
        ItemLookup.awaitDeletion(() -> folder.getItem(request.name().job()));
        byte[] document = (isMultiBranch(request) ? multiBranch.create(request) : regular.create(request))
                .xml()
                .getBytes(StandardCharsets.UTF_8);
        // Jenkins scans a project by itself when it is created or updated from a document.
        scans.recordStartedByJenkins(request.name());
        try {
            PluginInitiatedChange.run(
                    () -> folder.createProjectFromXML(request.name().job(), new ByteArrayInputStream(document)));
        } catch (Failure e) {
            throw ItemPreconditions.invalidName(WHAT, request.name().job(), e);
        }
    }

    private JobOutcome update(TopLevelItem item, JobRequest request) {
        if (ItemOwnership.of(item).filter(request.owner()::sameResource).isPresent()) {
            JobTypeCheck.requireSameType(request, typeOf(item));
        }
        Class<?> type = isMultiBranch(request) ? WorkflowMultiBranchProject.class : WorkflowJob.class;
        ItemPreconditions.checkOwner(
                WHAT, request.name().toString(), item, type.isInstance(item), request.owner(), request.adopt());
        return update((AbstractItem) item, request);
    }

    private JobOutcome update(AbstractItem job, JobRequest request) {
        return PluginInitiatedChange.run(() -> {
            JobDocument document = isMultiBranch(request)
                    ? multiBranch.update(request, inMemory(job))
                    : regular.update(request, inMemory(job));
            if (!document.changed()) {
                if (job instanceof WorkflowMultiBranchProject project) {
                    scans.startIfLost(request.name(), project);
                }
                return new JobOutcome(ItemChange.UNCHANGED, document.overruled(), document.driftBefore());
            }
            scans.recordStartedByJenkins(request.name());
            job.updateByXml(new StreamSource(new StringReader(document.xml())));
            return new JobOutcome(ItemChange.UPDATED, document.overruled(), document.driftBefore());
        });
    }

    /**
     * Serializes the job as it is in memory, because the file may lack what the step {@code properties} recorded; see
     * {@link RegularJobRenderer#update}.
     */
    static String inMemory(AbstractItem job) throws IOException {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        hudson.model.Items.XSTREAM2.toXMLUTF8(job, document);
        return document.toString(StandardCharsets.UTF_8);
    }

    public boolean delete(JobName name, Owner owner) {
        Optional<AbstractItem> ours = ItemLookup.ofPipeline(name)
                .filter(job -> ItemOwnership.of(job).filter(owner::sameResource).isPresent())
                .or(() -> restorer.find(name.toString(), AbstractItem.class, owner));
        ours.ifPresent(ItemDeleter::delete);
        scans.forget(name);
        return ours.isPresent();
    }
}
