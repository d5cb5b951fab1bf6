package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.MultiBranchJobTrigger;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.RequiredPluginValidator;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SpecTextValidator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders {@code multibranch_job_trigger}: jobs that start when the job of a branch is created or deleted, with the
 * plugin multibranch-action-triggers. The plugin starts these jobs, and passes parameters to them, with the permissions
 * of Jenkins itself. So a spec may only name jobs of its own project.
 */
public final class BranchJobTriggerSectionFactory {
    static final String PLUGIN = "multibranch-action-triggers";

    private static final String FIELD = "multibranch_job_trigger";

    private BranchJobTriggerSectionFactory() {}

    /**
     * @param folder the folder of the project
     * @param specValue null for none
     * @param isPluginActive returns true if the plugin with that short name is running
     */
    public static Section of(
            SpecTextValidator validator,
            String parentPath,
            String folder,
            MultiBranchJobTrigger specValue,
            Predicate<String> isPluginActive) {
        String path = parentPath + "." + FIELD;
        String created = specValue == null
                ? ""
                : jobs(validator, path + ".create_action_job_to_trigger", specValue.createActionJobToTrigger(), folder);
        String deleted = specValue == null
                ? ""
                : jobs(validator, path + ".delete_action_job_to_trigger", specValue.deleteActionJobToTrigger(), folder);
        boolean isWanted = !created.isEmpty() || !deleted.isEmpty();
        if (isWanted) {
            new RequiredPluginValidator(validator.refusals(), isPluginActive)
                    .check(path, PLUGIN, ", or remove the field");
        }
        // All fields are written, because the plugin reads each of them without a check for null. The job's form writes
        // an element without jobs whenever a person saves the job.
        return new ObjectSection(
                        FIELD,
                        isWanted,
                        ElementLocation.property("org.jenkinsci.plugins.workflow.multibranch.PipelineTriggerProperty"),
                        fields(created, deleted),
                        List.of(new ObjectSection.Field("quitePeriod", "0")))
                .withUnsetFields(fields("", ""));
    }

    private static List<ObjectSection.Field> fields(String created, String deleted) {
        return List.of(
                new ObjectSection.Field("createActionJobsToTrigger", created),
                new ObjectSection.Field("deleteActionJobsToTrigger", deleted),
                new ObjectSection.Field("actionJobsToTriggerOnRunDelete", ""),
                new ObjectSection.Field("branchIncludeFilter", "*"),
                new ObjectSection.Field("branchExcludeFilter", ""),
                new ObjectSection.Field("additionalParameters", ""));
    }

    /**
     * Full names, as the plugin expects them. A name without a slash is a job in the same folder. The name of the
     * project may have capitals in specs of earlier releases; its folder has none.
     */
    private static String jobs(SpecTextValidator validator, String field, String specValue, String folder) {
        return Stream.of(validator.check(field, specValue).split(","))
                .map(String::trim)
                .filter(job -> !job.isEmpty())
                .map(job -> {
                    String path = job.startsWith("/") ? job.substring(1) : job;
                    if (path.contains("/") && !path.toLowerCase(Locale.ROOT).startsWith(folder + "/")) {
                        throw validator
                                .refusals()
                                .create(
                                        field,
                                        "\"" + job + "\" is a job of another project; name jobs of " + folder
                                                + " only");
                    }
                    if (Stream.of(path.split("/", -1)).anyMatch(part -> part.matches("\\s*\\.{0,2}\\s*"))) {
                        throw validator
                                .refusals()
                                .create(
                                        field,
                                        "\"" + job + "\" has an empty part, or a part . or .., which could lead to"
                                                + " another project; give the name of a job of " + folder);
                    }
                    return folder + "/" + path.substring(path.indexOf('/') + 1);
                })
                .collect(Collectors.joining(","));
    }
}
