package io.jenkins.plugins.kubesphere.devops.jenkins.engine.item;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.AbstractItem;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.JobTypeChangeValidator;
import io.jenkins.plugins.kubesphere.devops.engine.job.Drift;
import io.jenkins.plugins.kubesphere.devops.engine.job.ItemOperationResult;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobOutcome;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.LoopbackRepositorySetting;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.schedule.JenkinsScheduleValidator;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.schedule.TimerNoteFinder;
import io.jenkins.plugins.kubesphere.devops.jobxml.MultiBranchJobRenderer;
import io.jenkins.plugins.kubesphere.devops.jobxml.RegularJobRenderer;
import io.jenkins.plugins.kubesphere.devops.jobxml.RenderedJob;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.transform.stream.StreamSource;
import jenkins.model.queue.ItemDeletion;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;

/** Creates, updates and deletes the items of pipelines: regular jobs and multi-branch projects. */
public final class JobProvisioner {
    private static final String ITEM_KIND = "job";

    private final RegularJobRenderer regular = new RegularJobRenderer(
            new JenkinsSecretEncryption(), ActivePlugins::contains, new JenkinsScheduleValidator());
    private final MultiBranchJobRenderer multiBranch =
            new MultiBranchJobRenderer(ActivePlugins::contains, LoopbackRepositorySetting::areAllowed);
    private final MovedItemRestorer restorer;
    private final FirstScanRecovery firstScans;

    public JobProvisioner(MovedItemRestorer restorer, FirstScanRecovery firstScans) {
        this.restorer = restorer;
        this.firstScans = firstScans;
    }

    public JobOutcome ensure(JobRequest request) {
        return ensureItem(request).withNotes(TimerNoteFinder.findNotes(request.spec()));
    }

    private JobOutcome ensureItem(JobRequest request) {
        ItemPreconditions.checkName(ITEM_KIND, request.name().job());
        Folder folder = requireFolder(request.name());
        Optional<TopLevelItem> existing =
                ItemLookup.itemIn(folder, request.name().job());
        if (existing.isPresent()) {
            return update(existing.get(), request);
        }
        Optional<JobOutcome> restored = restoreMoved(folder, request);
        if (restored.isPresent()) {
            return restored.get();
        }
        create(folder, request);
        return new JobOutcome(ItemOperationResult.CREATED);
    }

    public boolean delete(JobName name, Owner owner) {
        Optional<AbstractItem> owned = ItemLookup.pipelineItem(name)
                .filter(job ->
                        ItemOwnership.ownerOf(job).filter(owner::sameResource).isPresent())
                .or(() -> restorer.find(name.toString(), AbstractItem.class, owner));
        owned.ifPresent(ItemDeleter::delete);
        firstScans.forget(name);
        return owned.isPresent();
    }

    /** Puts the scan into the queue of Jenkins, which keeps one that waits there, and starts none beside one that runs. */
    public boolean requestScan(JobName name, Owner owner) {
        Optional<WorkflowMultiBranchProject> project = ItemLookup.multiBranchProject(name)
                .filter(job ->
                        ItemOwnership.ownerOf(job).filter(owner::sameResource).isPresent())
                .filter(WorkflowMultiBranchProject::isBuildable);
        project.ifPresent(found -> found.scheduleBuild2(0));
        return project.isPresent();
    }

    private static Folder requireFolder(JobName name) {
        return ItemLookup.folder(name.folder())
                .filter(ItemOwnership::isProjectFolder)
                // Jenkins would delete a new job together with the folder, without an error.
                .filter(found -> !ItemDeletion.contains(found))
                .orElseThrow(() -> new EngineRefusalException(
                        Reason.FOLDER_MISSING,
                        "The job " + name + " waits for its project's folder \"" + name.folder()
                                + "\" in Jenkins; see the condition Ready of the DevOpsProject of this namespace"));
    }

    private Optional<JobOutcome> restoreMoved(Folder folder, JobRequest request) {
        restorer.find(request.name().toString(), AbstractItem.class, request.owner())
                .ifPresent(moved -> JobTypeChangeValidator.requireSameType(request, typeOf(moved)));
        return PipelineTypes.isMultiBranch(request.spec())
                ? restore(WorkflowMultiBranchProject.class, folder, request)
                : restore(WorkflowJob.class, folder, request);
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
            JobOutcome outcome = update(ItemLookup.itemIn(folder, name.job()).orElseThrow(), request);
            Drift drift = outcome.driftBefore();
            return new JobOutcome(
                    ItemOperationResult.UPDATED,
                    outcome.conflicts(),
                    new Drift(from, drift.disabled(), drift.fields()));
        });
    }

    private void create(Folder folder, JobRequest request) {
        ItemLookup.awaitDeletion(() -> folder.getItem(request.name().job()));
        byte[] document = (PipelineTypes.isMultiBranch(request.spec())
                        ? multiBranch.create(request)
                        : regular.create(request))
                .xml()
                .getBytes(StandardCharsets.UTF_8);
        // Jenkins scans a project by itself when it is created or updated from a document.
        firstScans.recordStartedByJenkins(request.name());
        try {
            OwnerFile.create(
                    ItemLookup.directoryOf(folder, request.name().job()),
                    ownerContent(request),
                    () -> PluginInitiatedChange.run(
                            request.name().toString(),
                            () -> folder.createProjectFromXML(
                                    request.name().job(), new ByteArrayInputStream(document))));
        } catch (Failure e) {
            throw ItemPreconditions.invalidName(ITEM_KIND, request.name().job(), e);
        }
    }

    private static OwnerFile.Content ownerContent(JobRequest request) {
        return new OwnerFile.Content(
                request.owner(), request.name().withoutBranch().toString());
    }

    private JobOutcome update(TopLevelItem item, JobRequest request) {
        if (ItemOwnership.ownerOf(item).filter(request.owner()::sameResource).isPresent()) {
            JobTypeChangeValidator.requireSameType(request, typeOf(item));
        }
        Class<?> type =
                PipelineTypes.isMultiBranch(request.spec()) ? WorkflowMultiBranchProject.class : WorkflowJob.class;
        ItemPreconditions.checkOwner(
                ITEM_KIND, request.name().toString(), item, type.isInstance(item), request.owner(), request.adopt());
        OwnerFile.write((AbstractItem) item, ownerContent(request));
        return updateOwned((AbstractItem) item, request);
    }

    private JobOutcome updateOwned(AbstractItem job, JobRequest request) {
        return PluginInitiatedChange.run(request.name().toString(), () -> {
            RenderedJob document = PipelineTypes.isMultiBranch(request.spec())
                    ? multiBranch.update(request, JobConfigXmlSerializer.toXml(job))
                    : regular.update(request, JobConfigXmlSerializer.toXml(job));
            if (!document.changed()) {
                if (job instanceof WorkflowMultiBranchProject project) {
                    firstScans.startIfLost(request.name(), project);
                }
                return new JobOutcome(ItemOperationResult.UNCHANGED, document.conflicts(), document.driftBefore());
            }
            firstScans.recordStartedByJenkins(request.name());
            job.updateByXml(new StreamSource(new StringReader(document.xml())));
            return new JobOutcome(ItemOperationResult.UPDATED, document.conflicts(), document.driftBefore());
        });
    }
}
