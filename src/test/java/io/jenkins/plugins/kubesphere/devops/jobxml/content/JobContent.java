package io.jenkins.plugins.kubesphere.devops.jobxml.content;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import io.jenkins.plugins.kubesphere.devops.engine.text.ByteOrderMark;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of a regular job. {@link #fromSpec} returns the content that a spec requires; {@link JobContentReader}
 * reads the content of a config.xml.
 */
public record JobContent(
        String description,
        String script,
        String cron,
        String token,
        List<Object> webhook,
        boolean oneAtATime,
        Optional<List<String>> discarder,
        List<List<Object>> parameters) {

    public static JobContent fromSpec(NoScmPipeline spec) {
        String cron =
                spec.timerTrigger() == null ? "" : text(spec.timerTrigger().cron());
        return new JobContent(
                text(spec.description()),
                ByteOrderMark.removeFrom(text(spec.jenkinsfile())),
                cron.isBlank() ? "" : cron,
                spec.remoteTrigger() == null ? "" : text(spec.remoteTrigger().token()),
                webhook(spec.genericWebhook()),
                Boolean.TRUE.equals(spec.disableConcurrent()),
                Optional.ofNullable(spec.discarder()).map(JobContent::limits),
                spec.parameters().stream().map(JobContent::parameter).toList());
    }

    private static List<Object> webhook(GenericWebhook given) {
        return given == null || !Boolean.TRUE.equals(given.enable())
                ? List.of()
                : List.of(
                        text(given.token()),
                        text(given.cause()).isEmpty() ? "Generic Cause" : given.cause(),
                        String.valueOf(Boolean.TRUE.equals(given.printVariables())),
                        String.valueOf(Boolean.TRUE.equals(given.printPostContent())),
                        text(given.filterText()),
                        text(given.filterExpression()),
                        variables(given.requestVariables()),
                        variables(given.headerVariables()));
    }

    private static List<List<String>> variables(List<WebhookVariable> given) {
        return given.stream()
                .map(variable -> List.of(variable.key(), text(variable.regexpFilter())))
                .toList();
    }

    private static List<String> limits(Discarder discarder) {
        return Stream.of(discarder.daysToKeep(), discarder.numToKeep())
                .map(limit -> text(limit).isBlank() ? "-1" : limit.trim())
                .toList();
    }

    private static List<Object> parameter(PipelineParameter given) {
        String value = text(given.defaultValue());
        Object values =
                switch (given.type()) {
                    case "choice" -> List.of(value.split("\\r?\\n"));
                    case "boolean" -> String.valueOf(value.equalsIgnoreCase("true"));
                    case "file" -> "";
                    default -> value;
                };
        return List.of(given.type(), given.name(), text(given.description()), values);
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }

    /** Returns the same content with equal line ends in texts that are only displayed. */
    public JobContent withEqualLineEnds() {
        return new JobContent(
                plain(description),
                script,
                cron,
                token,
                webhook,
                oneAtATime,
                discarder,
                parameters.stream()
                        .map(parameter -> List.of(
                                parameter.get(0), parameter.get(1), plain((String) parameter.get(2)), parameter.get(3)))
                        .toList());
    }

    private static String plain(String text) {
        return text.replaceAll("\\r\\n|\\r|\u2028", "\n");
    }
}
