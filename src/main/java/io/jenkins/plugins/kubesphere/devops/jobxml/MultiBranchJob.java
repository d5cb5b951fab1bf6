package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal;
import io.jenkins.plugins.kubesphere.devops.engine.JobRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Renders the job of a Pipeline of type {@code multi-branch-pipeline}. Thread-safe; keeps nothing.
 *
 * <p>Ownership is that of {@link RegularJob}, field by field within the source as well: its foreign traits stay, and so do
 * further sources.
 */
public final class MultiBranchJob {
    /** Name of the element that such a job is: its class. */
    public static final String ROOT = "org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject";

    private static final String AT = SourceText.AT;
    private static final String NEW = "<" + ROOT + "/>";
    private static final String NEW_BRANCHES = "build-new-branches";
    private static final String RULES = "io.jenkins.plugins.kubesphere.devops.jenkins.engine.";

    private final Predicate<String> plugins;
    private final ParserLimits limits;

    /** @param plugins as for {@link RegularJob} */
    public MultiBranchJob(Predicate<String> plugins) {
        this(plugins, ParserLimits.ofThisJava());
    }

    MultiBranchJob(Predicate<String> plugins, ParserLimits limits) {
        this.plugins = Objects.requireNonNull(plugins);
        this.limits = limits;
    }

    /**
     * The document of a job that is not there yet.
     *
     * @throws EngineRefusal {@link EngineRefusal.Reason#INVALID_SPEC} if a job cannot hold what the spec says, or Jenkins
     *     could not load the job again; {@link EngineRefusal.Reason#PLUGIN_MISSING} if it needs a plugin that is not there
     */
    public JobDocument create(JobRequest request) {
        return update(request, NEW);
    }

    /**
     * What becomes of a job that is there, whoever made it: whether we may is for the caller to know. To load the result
     * makes Jenkins scan the repository; so load it only if it is {@link JobDocument#changed}.
     *
     * @param currentXml its config.xml, XML 1.0 or 1.1, with or without declaration; file and memory say the same
     * @throws EngineRefusal as for {@link #create}
     * @throws IllegalStateException if the document cannot be read, or is of another kind of job
     */
    public JobDocument update(JobRequest request, String currentXml) {
        SpecText text = new SpecText(request.owner());
        MultiBranchPipeline spec = spec(request, text);
        BranchSource source = new SpecSource(text, plugins).of(spec);
        List<Section> sections = List.of(
                DescriptionSection.of(text, AT, spec.description()),
                OrphanSection.of(text, AT, spec.discarder()),
                ScanSection.of(text, AT, spec.timerTrigger()),
                ScriptPathSection.of(text, AT, spec.scriptPath()),
                BranchJobsSection.of(text, request.name().folder(), spec.multibranchJobTrigger(), plugins));

        Document document = JobXml.parse(request.name(), currentXml, ROOT, "multi-branch pipeline job");
        Element root = document.getDocumentElement();
        JobEdit edit = new JobEdit(root, ManagedMark.OF_FOLDER);
        sections.forEach(edit::apply);
        edit.fill(OrphanSection.KEEP);
        Element holder = source.holder(root, edit.formerlyApplied());
        edit.note(source.note(holder, request.owner().uid()));
        edit.fill(new SourcesOwnerSection());
        source.sections(holder, request.owner().uid()).forEach(section -> edit.apply(section, holder));
        newBranches(request, edit.formerlyApplied()).forEach(section -> edit.apply(section, holder));
        edit.enable();
        edit.sign(request.owner());
        if (!edit.changed()) {
            return new JobDocument(currentXml, false, edit.overruled(), edit.found());
        }
        String xml = JobXmlWriter.write(document);
        limits.check(xml, text, AT, "its texts");
        return new JobDocument(xml, true, edit.overruled(), edit.found());
    }

    /**
     * The rules are ours: Jenkins itself has none that asks whether a branch is new. A job whose new branches were not built
     * once keeps a rule for ever: without any, Jenkins would build all at once that were never built.
     */
    private static List<Section> newBranches(JobRequest request, List<String> formerlyApplied) {
        boolean on = request.buildNewBranches();
        return List.of(
                ObjectSection.plain(NEW_BRANCHES, !on, Place.buildStrategy(RULES + "KnownBranches")),
                ObjectSection.plain(
                        NEW_BRANCHES,
                        on && formerlyApplied.contains(NEW_BRANCHES),
                        Place.buildStrategy(RULES + "NewAndChangedBranches")));
    }

    private static MultiBranchPipeline spec(JobRequest request, SpecText text) {
        if (!PipelineTypes.MULTI_BRANCH.equals(request.spec().type())) {
            throw text.refusal(
                    "spec.type", "\"" + request.spec().type() + "\" is not multi-branch-pipeline; correct it");
        }
        if (request.spec().multiBranchPipeline() == null) {
            throw text.refusal(AT, "is missing; add it");
        }
        return request.spec().multiBranchPipeline();
    }
}
