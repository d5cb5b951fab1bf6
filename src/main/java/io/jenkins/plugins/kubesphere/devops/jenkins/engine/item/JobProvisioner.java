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

/** The jobs of pipelines, regular ones and multi-branch projects. */
public final class JobProvisioner {
    private static final String WHAT = "job";

    private final RegularJobRenderer regular =
            new RegularJobRenderer(new JenkinsSecretEncryption(), InstalledPlugins::isActive);
    private final MultiBranchJobRenderer multiBranch = new MultiBranchJobRenderer(InstalledPlugins::isActive);
    private final MovedItemRestorer wayBack;
    private final FirstScanStarter scans;

    public JobProvisioner(MovedItemRestorer wayBack, FirstScanStarter scans) {
        this.wayBack = wayBack;
        this.scans = scans;
    }

    public JobOutcome ensure(JobRequest request) {
        JobName name = request.name();
        ItemLookup.checkName(WHAT, name.job());
        Folder folder = ItemLookup.folder(name.folder())
                // What is made in it now would go with it, without a word.
                .filter(found -> !ItemDeletion.contains(found))
                .orElseThrow(() -> new EngineRefusalException(
                        Reason.FOLDER_MISSING,
                        "The job " + name + " waits for its project's folder \"" + name.folder() + "\" in Jenkins"));
        Optional<TopLevelItem> existing = ItemLookup.in(folder, name.job());
        if (existing.isPresent()) {
            return update(existing.get(), request);
        }
        wayBack.find(name.toString(), AbstractItem.class, request.owner())
                .ifPresent(away -> JobTypeCheck.require(request, typeOf(away)));
        Optional<JobOutcome> back = isMultiBranch(request)
                ? bringBack(WorkflowMultiBranchProject.class, folder, request)
                : bringBack(WorkflowJob.class, folder, request);
        if (back.isPresent()) {
            return back.get();
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

    private <I extends AbstractItem & TopLevelItem> Optional<JobOutcome> bringBack(
            Class<I> type, Folder folder, JobRequest request) {
        JobName name = request.name();
        return wayBack.find(name.toString(), type, request.owner()).map(job -> {
            String from = job.getFullName();
            wayBack.bring(job, folder, name.job(), request.owner());
            JobOutcome outcome = update(ItemLookup.in(folder, name.job()).orElseThrow(), request);
            Drift found = outcome.found();
            return new JobOutcome(
                    ItemChange.UPDATED, outcome.overruled(), new Drift(from, found.disabled(), found.fields()));
        });
    }

    private void create(Folder folder, JobRequest request) {
        ItemLookup.awaitForgotten(() -> folder.getItem(request.name().job()));
        byte[] document = (isMultiBranch(request) ? multiBranch.create(request) : regular.create(request))
                .xml()
                .getBytes(StandardCharsets.UTF_8);
        // Jenkins itself scans what was made or updated from a document.
        scans.startedByJenkins(request.name());
        try {
            PluginInitiatedChange.does(
                    () -> folder.createProjectFromXML(request.name().job(), new ByteArrayInputStream(document)));
        } catch (Failure e) {
            throw ItemLookup.invalidName(WHAT, request.name().job(), e);
        }
    }

    private JobOutcome update(TopLevelItem item, JobRequest request) {
        if (ItemOwnership.of(item).filter(request.owner()::sameResource).isPresent()) {
            JobTypeCheck.require(request, typeOf(item));
        }
        Class<?> type = isMultiBranch(request) ? WorkflowMultiBranchProject.class : WorkflowJob.class;
        ItemLookup.checkOwner(
                WHAT, request.name().toString(), item, type.isInstance(item), request.owner(), request.adopt());
        return update((AbstractItem) item, request);
    }

    private JobOutcome update(AbstractItem job, JobRequest request) {
        return PluginInitiatedChange.does(() -> {
            JobDocument document = isMultiBranch(request)
                    ? multiBranch.update(request, inMemory(job))
                    : regular.update(request, inMemory(job));
            if (!document.changed()) {
                if (job instanceof WorkflowMultiBranchProject project) {
                    scans.startIfLost(request.name(), project);
                }
                return new JobOutcome(ItemChange.UNCHANGED, document.overruled(), document.found());
            }
            scans.startedByJenkins(request.name());
            job.updateByXml(new StreamSource(new StringReader(document.xml())));
            return new JobOutcome(ItemChange.UPDATED, document.overruled(), document.found());
        });
    }

    /** The document needs what is noted in memory only; see {@link RegularJobRenderer#update}. */
    static String inMemory(AbstractItem job) throws IOException {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        hudson.model.Items.XSTREAM2.toXMLUTF8(job, document);
        return document.toString(StandardCharsets.UTF_8);
    }

    public boolean delete(JobName name, Owner owner) {
        Optional<AbstractItem> ours = ItemLookup.ofPipeline(name)
                .filter(job -> ItemOwnership.of(job).filter(owner::sameResource).isPresent())
                .or(() -> wayBack.find(name.toString(), AbstractItem.class, owner));
        ours.ifPresent(ItemDeleter::delete);
        scans.forget(name);
        return ours.isPresent();
    }
}
