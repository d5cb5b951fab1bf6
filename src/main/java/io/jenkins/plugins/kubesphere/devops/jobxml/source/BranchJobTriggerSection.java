package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchJobTrigger;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.section.ObjectSection;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.RequiredPluginCheck;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Renders {@code multibranch_job_trigger}: jobs that start when the job of a branch is created or deleted, with the
 * plugin multibranch-action-triggers. The plugin starts these jobs, and passes parameters to them, with the permissions
 * of Jenkins itself. So a spec may only name jobs of its own project.
 */
public record BranchJobTriggerSection(ObjectSection jobs) implements Section {
    static final String PLUGIN = "multibranch-action-triggers";

    private static final String SPEC_PATH = SourceFieldValidator.SPEC_PATH + ".multibranch_job_trigger";

    /**
     * @param folder the folder of the project
     * @param specValue null for none
     * @param isPluginActive returns true if the plugin with that short name is running
     */
    public static Section of(
            SpecTextValidator validator,
            String folder,
            MultiBranchJobTrigger specValue,
            Predicate<String> isPluginActive) {
        String created = specValue == null
                ? ""
                : jobs(validator, "create_action_job_to_trigger", specValue.createActionJobToTrigger(), folder);
        String deleted = specValue == null
                ? ""
                : jobs(validator, "delete_action_job_to_trigger", specValue.deleteActionJobToTrigger(), folder);
        boolean wanted = !created.isEmpty() || !deleted.isEmpty();
        if (wanted) {
            new RequiredPluginCheck(validator.refusals(), isPluginActive)
                    .check(SPEC_PATH, PLUGIN, ", or remove the field");
        }
        return new BranchJobTriggerSection(object(created, deleted, wanted));
    }

    /** Writes all fields, because the plugin reads each of them without a check for null. */
    private static ObjectSection object(String created, String deleted, boolean wanted) {
        return new ObjectSection(
                "multibranch_job_trigger",
                wanted,
                ElementLocation.property("org.jenkinsci.plugins.workflow.multibranch.PipelineTriggerProperty"),
                List.of(
                        new ObjectSection.Field("createActionJobsToTrigger", created),
                        new ObjectSection.Field("deleteActionJobsToTrigger", deleted),
                        new ObjectSection.Field("actionJobsToTriggerOnRunDelete", ""),
                        new ObjectSection.Field("branchIncludeFilter", "*"),
                        new ObjectSection.Field("branchExcludeFilter", ""),
                        new ObjectSection.Field("additionalParameters", "")),
                List.of(new ObjectSection.Field("quitePeriod", "0")));
    }

    @Override
    public String name() {
        return jobs.name();
    }

    @Override
    public boolean wanted() {
        return jobs.wanted();
    }

    @Override
    public ElementLocation location() {
        return jobs.location();
    }

    @Override
    public void write(Element element) {
        jobs.write(element);
    }

    @Override
    public boolean matches(Element existing) {
        return jobs.matches(existing);
    }

    /** The job's form writes an element without jobs whenever a person saves the job. */
    @Override
    public boolean isUnset(Element existing) {
        return object("", "", true).matches(existing);
    }

    /** Full names, as the plugin expects them. A name without a slash is a job in the same folder. */
    private static String jobs(SpecTextValidator validator, String name, String specValue, String folder) {
        String field = SPEC_PATH + "." + name;
        return Stream.of(validator.check(field, specValue).split(","))
                .map(String::trim)
                .filter(job -> !job.isEmpty())
                .map(job -> {
                    String path = job.startsWith("/") ? job.substring(1) : job;
                    if (path.contains("/") && !path.startsWith(folder + "/")) {
                        throw validator
                                .refusals()
                                .create(
                                        field,
                                        "\"" + job + "\" is a job of another project; name jobs of " + folder
                                                + " only");
                    }
                    return path.contains("/") ? path : folder + "/" + path;
                })
                .collect(Collectors.joining(","));
    }
}
