package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineTypes;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobRequest;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.JobMerge;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.OwnershipRecord;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.DescriptionSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.DisableConcurrentSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.DiscarderSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ParameterSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ParameterXml;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.RemoteTokenSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ScriptSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.TimerSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.WebhookSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParameterSpecConverter;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ParserLimitValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.ScheduleValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecRefusalFactory;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.WebhookSettingsFactory;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.w3c.dom.Document;

/**
 * Renders the job of a Pipeline of type {@code pipeline}. Thread-safe and without state.
 *
 * <p>A field of the spec owns its element while the field is set, or while the job's ownership record says that this
 * plugin wrote the element. Everything else stays unchanged: what the Jenkinsfile declares, the job's actions, and what
 * an administrator added. There is one exception: a job that a person disabled is enabled again.
 */
public final class RegularJobRenderer {
    private static final String ROOT = "flow-definition";
    private static final String SPEC_PATH = "spec.pipeline";
    private static final String EMPTY_JOB = "<" + ROOT + "/>";

    private final SecretEncryption secrets;
    private final ParameterXml parameterXml;
    private final Predicate<String> isPluginActive;
    private final ScheduleValidator schedules;
    private final RenderedJobAssembler assembler;

    /** Renders jobs with any schedule. */
    RegularJobRenderer(SecretEncryption secrets, Predicate<String> isPluginActive) {
        this(secrets, isPluginActive, ScheduleValidator.NONE);
    }

    /**
     * @param isPluginActive returns true if the plugin with that short name is running. Called for each document, on
     *     the rendering thread. A spec that needs a missing plugin is refused, because Jenkins would silently drop the
     *     element at the next load of the job
     * @param schedules asked for each schedule, for the same reason
     */
    public RegularJobRenderer(SecretEncryption secrets, Predicate<String> isPluginActive, ScheduleValidator schedules) {
        this(secrets, isPluginActive, schedules, ParserLimitValidator.ofThisJvm());
    }

    RegularJobRenderer(
            SecretEncryption secrets,
            Predicate<String> isPluginActive,
            ScheduleValidator schedules,
            ParserLimitValidator limits) {
        this.secrets = Objects.requireNonNull(secrets);
        this.isPluginActive = Objects.requireNonNull(isPluginActive);
        this.schedules = Objects.requireNonNull(schedules);
        this.parameterXml = new ParameterXml(secrets);
        this.assembler = new RenderedJobAssembler(limits, SPEC_PATH, "the Jenkinsfile");
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
     * Renders the new configuration of an existing job. The caller checks whether the job may be changed.
     *
     * @param currentXml the job's config.xml, XML 1.0 or 1.1, with or without an XML declaration, as Jenkins serializes
     *     the job <b>in memory</b>. The file is not enough: the step {@code properties} records only in memory what it
     *     declared. If Jenkins loads a document without these declarations, the next run of the step removes every
     *     property of the job, also our ownership record (workflow-multibranch 821, {@code JobPropertyStep})
     * @throws EngineRefusalException as for {@link #create}
     * @throws IllegalStateException if the document cannot be read, or belongs to another kind of job
     */
    public RenderedJob update(JobRequest request, String currentXml) {
        SpecRefusalFactory refusals = new SpecRefusalFactory(request.owner());
        SpecTextValidator validator = new SpecTextValidator(refusals);
        NoScmPipeline spec = spec(request, refusals);
        List<ParameterSection> parameters = new ParameterSpecConverter(validator, secrets)
                .convert(spec.parameters()).stream()
                        .map(parameter -> ParameterSection.of(parameter, parameterXml))
                        .toList();
        List<Section> sections = sections(spec, validator);

        Document document = JobXmlReader.parse(request.name(), currentXml, ROOT, "pipeline job");
        JobMerge merge = new JobMerge(document.getDocumentElement(), OwnershipRecord.OF_JOB);
        Stream.concat(sections.stream(), parameters.stream()).forEach(merge::apply);
        removedParameterSections(merge, parameters).forEach(merge::apply);
        merge.orderParameters(parameters);
        return assembler.assemble(refusals, merge, document, currentXml);
    }

    private static NoScmPipeline spec(JobRequest request, SpecRefusalFactory refusals) {
        if (!PipelineTypes.PIPELINE.equals(request.spec().type())) {
            throw refusals.create("spec.type", "is \"" + request.spec().type() + "\"; set it to pipeline");
        }
        if (request.spec().pipeline() == null) {
            throw refusals.create(SPEC_PATH, "is missing; add it");
        }
        return request.spec().pipeline();
    }

    private List<Section> sections(NoScmPipeline spec, SpecTextValidator validator) {
        return List.of(
                DescriptionSection.of(validator, SPEC_PATH, spec.description()),
                DiscarderSection.of(validator, SPEC_PATH, spec.discarder()),
                DisableConcurrentSection.of(spec.disableConcurrent()),
                TimerSection.of(validator, spec.timerTrigger(), schedules),
                new WebhookSection(new WebhookSettingsFactory(validator, isPluginActive).create(spec.genericWebhook())),
                RemoteTokenSection.of(validator, spec.remoteTrigger()),
                ScriptSection.of(validator, spec.jenkinsfile()));
    }

    /** The sections of the parameters that this plugin wrote earlier and that are no longer in the spec. */
    private List<ParameterSection> removedParameterSections(JobMerge merge, List<ParameterSection> parameters) {
        List<String> present = parameters.stream().map(Section::name).toList();
        return merge.formerlyApplied().stream()
                .filter(name -> !present.contains(name))
                .flatMap(name -> ParameterSection.ofRemoved(name, parameterXml).stream())
                .toList();
    }
}
