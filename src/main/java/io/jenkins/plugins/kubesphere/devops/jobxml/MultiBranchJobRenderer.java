package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.JobMerge;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.OwnershipRecord;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.BranchJobTriggerSectionFactory;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.DescriptionSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ObjectSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.OrphanedItemSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ScanIntervalSectionFactory;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ScriptPathSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.source.SourceDefinition;
import io.jenkins.plugins.kubesphere.devops.jobxml.source.SourceFieldValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.source.SourceSelector;
import io.jenkins.plugins.kubesphere.devops.jobxml.source.SourcesOwnerSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParserLimitValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecRefusalFactory;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Renders the job of a Pipeline of type {@code multi-branch-pipeline}. Thread-safe and without state.
 *
 * <p>The rules of ownership are those of {@link RegularJobRenderer}. They also apply to each field of the branch
 * source: traits and further sources that a person added stay unchanged.
 */
public final class MultiBranchJobRenderer {
    /** Name of the root element of such a job: its class. */
    public static final String ROOT = SourcesOwnerSection.OWNER;

    private static final String SPEC_PATH = SourceFieldValidator.SPEC_PATH;
    private static final String EMPTY_JOB = "<" + ROOT + "/>";
    private static final String BUILD_NEW_BRANCHES = "build-new-branches";
    private static final String STRATEGY_PACKAGE = "io.jenkins.plugins.kubesphere.devops.jenkins.engine.branch.";

    private final Predicate<String> isPluginActive;
    private final BooleanSupplier allowsLoopback;
    private final RenderedJobAssembler assembler;

    /** Renders jobs of repositories on other machines only. */
    MultiBranchJobRenderer(Predicate<String> isPluginActive) {
        this(isPluginActive, () -> false);
    }

    /**
     * @param isPluginActive returns true if the plugin with that short name is active. Called for each document
     * @param allowsLoopback returns true if a repository may be on the controller's loopback interface. Called for each
     *     document
     */
    public MultiBranchJobRenderer(Predicate<String> isPluginActive, BooleanSupplier allowsLoopback) {
        this(isPluginActive, allowsLoopback, ParserLimitValidator.ofThisJvm());
    }

    MultiBranchJobRenderer(
            Predicate<String> isPluginActive, BooleanSupplier allowsLoopback, ParserLimitValidator limits) {
        this.isPluginActive = Objects.requireNonNull(isPluginActive);
        this.allowsLoopback = Objects.requireNonNull(allowsLoopback);
        this.assembler = new RenderedJobAssembler(limits, SPEC_PATH, "its texts");
    }

    /**
     * Renders a job that does not exist yet.
     *
     * @throws EngineRefusalException {@link EngineRefusalException.Reason#INVALID_SPEC} if a job cannot hold a value of
     *     the spec, or if Jenkins could not load the job again; {@link EngineRefusalException.Reason#PLUGIN_MISSING} if
     *     the job needs a plugin that Jenkins does not run
     */
    public RenderedJob create(JobRequest request) {
        return update(request, EMPTY_JOB);
    }

    /**
     * Renders the new configuration of an existing job. The caller checks whether the job may be changed. Jenkins scans
     * the repository when it loads the result, so load it only if it is {@link RenderedJob#changed}.
     *
     * @param currentXml config.xml of the job, XML 1.0 or 1.1, with or without an XML declaration. It may be read from
     *     the file: unlike a regular job, a multi-branch job has no changes that are only in memory
     * @throws EngineRefusalException as for {@link #create}
     * @throws IllegalStateException if the document cannot be read, or belongs to another kind of job
     */
    public RenderedJob update(JobRequest request, String currentXml) {
        SpecRefusalFactory refusals = new SpecRefusalFactory(request.owner());
        SpecTextValidator validator = new SpecTextValidator(refusals);
        MultiBranchPipeline spec = spec(request, refusals);
        SourceDefinition source =
                new SourceSelector(validator, isPluginActive, allowsLoopback.getAsBoolean()).select(spec);
        List<Section> sections = List.of(
                DescriptionSection.of(validator, SPEC_PATH, spec.description()),
                OrphanedItemSection.of(validator, SPEC_PATH, spec.discarder()),
                ScanIntervalSectionFactory.create(validator, SPEC_PATH, spec.timerTrigger()),
                ScriptPathSection.of(validator, SPEC_PATH, spec.scriptPath()),
                BranchJobTriggerSectionFactory.of(
                        validator, SPEC_PATH, request.name().folder(), spec.multibranchJobTrigger(), isPluginActive));

        Document document = JobXmlReader.parse(request.name(), currentXml, ROOT, "multi-branch pipeline job");
        Element root = document.getDocumentElement();
        JobMerge merge = new JobMerge(root, OwnershipRecord.OF_FOLDER);
        sections.forEach(merge::apply);
        merge.addIfAbsent(OrphanedItemSection.KEEP_ALL);
        Element branchSource = source.findOrAddBranchSource(root, merge.formerlyApplied());
        merge.addRecordEntry(source.recordEntry(branchSource, request.owner().uid()));
        merge.addIfAbsent(new SourcesOwnerSection());
        source.sections(branchSource, request.owner().uid()).forEach(section -> merge.apply(section, branchSource));
        buildStrategySections(request, merge.formerlyApplied()).forEach(section -> merge.apply(section, branchSource));
        return assembler.assemble(refusals, merge, document, currentXml);
    }

    /**
     * The sections of the build strategies, which say whether Jenkins builds a new branch by itself. Both classes
     * belong to this plugin, because Jenkins has no strategy that asks whether a branch is new. A job that once skipped
     * the builds of new branches always keeps a strategy: without one, Jenkins would at once build every branch that
     * was never built.
     */
    private static List<Section> buildStrategySections(JobRequest request, List<String> formerlyApplied) {
        boolean buildsNewBranches = request.buildNewBranches();
        return List.of(
                ObjectSection.withoutFields(
                        BUILD_NEW_BRANCHES,
                        !buildsNewBranches,
                        ElementLocation.buildStrategy(STRATEGY_PACKAGE + "SkipFirstBuildStrategy")),
                ObjectSection.withoutFields(
                        BUILD_NEW_BRANCHES,
                        buildsNewBranches && formerlyApplied.contains(BUILD_NEW_BRANCHES),
                        ElementLocation.buildStrategy(STRATEGY_PACKAGE + "BuildNewAndChangedStrategy")));
    }

    private static MultiBranchPipeline spec(JobRequest request, SpecRefusalFactory refusals) {
        if (!PipelineTypes.isMultiBranch(request.spec())) {
            throw refusals.create("spec.type", "is \"" + request.spec().type() + "\"; set it to multi-branch-pipeline");
        }
        if (request.spec().multiBranchPipeline() == null) {
            throw refusals.create(SPEC_PATH, "is missing; add it");
        }
        return request.spec().multiBranchPipeline();
    }
}
