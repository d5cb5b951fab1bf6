package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.Discarder;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.GenericWebhook;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.NoScmPipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineParameter;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.WebhookVariable;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * The content of a job: as a spec requires it ({@link #of}), and as a config.xml has it ({@link #in}). It does not use
 * the code under test: it reads with the standard XML parser, by the names of elements.
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

    static JobContent of(NoScmPipeline spec) {
        String cron =
                spec.timerTrigger() == null ? "" : text(spec.timerTrigger().cron());
        return new JobContent(
                text(spec.description()),
                text(spec.jenkinsfile()),
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

    /** The same content with equal line ends in texts that are only displayed. */
    JobContent withEqualLineEnds() {
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

    /** @throws AssertionError if the text is not XML */
    static JobContent in(String xml, SecretEncryption secrets) {
        Element job = parse(xml).getDocumentElement();
        return new JobContent(
                only(job, "/description"),
                only(job, "/definition/script"),
                only(job, "/properties/*/triggers/hudson.triggers.TimerTrigger/spec"),
                only(job, "/authToken"),
                all(job, "/properties/*/triggers/org.jenkinsci.plugins.gwt.GenericTrigger").stream()
                        .flatMap(JobContent::webhook)
                        .toList(),
                !all(job, "/properties/*DisableConcurrentBuildsJobProperty").isEmpty(),
                all(job, "/properties/jenkins.model.BuildDiscarderProperty/strategy").stream()
                        .map(found -> List.of(only(found, "/daysToKeep"), only(found, "/numToKeep")))
                        .findFirst(),
                all(job, "/properties/*/parameterDefinitions/*").stream()
                        .map(found -> parameter(found, secrets))
                        .toList());
    }

    private static Stream<Object> webhook(Element trigger) {
        return Stream.of(
                only(trigger, "/token"),
                only(trigger, "/causeString"),
                only(trigger, "/printContributedVariables"),
                only(trigger, "/printPostContent"),
                only(trigger, "/regexpFilterText"),
                only(trigger, "/regexpFilterExpression"),
                variables(trigger, "Request"),
                variables(trigger, "Header"));
    }

    private static List<List<String>> variables(Element trigger, String kind) {
        String type = "Generic" + kind + "Variable";
        return all(trigger, "/generic" + kind + "Variables/org.jenkinsci.plugins.gwt." + type).stream()
                .map(found -> List.of(only(found, "/key"), only(found, "/regexpFilter")))
                .toList();
    }

    private static List<Object> parameter(Element definition, SecretEncryption secrets) {
        String type = definition.getTagName().replaceAll("hudson\\.model\\.(.*)ParameterDefinition", "$1");
        String value = only(definition, "/defaultValue");
        Object values =
                switch (type) {
                    case "Choice" ->
                        all(definition, "/choices/a/string").stream()
                                .map(Element::getTextContent)
                                .toList();
                    case "Password" ->
                        value.isEmpty() ? "" : secrets.decrypt(value).orElseThrow();
                    default -> value;
                };
        return List.of(
                type.toLowerCase(Locale.ROOT), only(definition, "/name"), only(definition, "/description"), values);
    }

    /** @throws AssertionError if the text is not XML; without an XML declaration, it is read as XML 1.1 */
    public static Document parse(String text) {
        String declared = text.startsWith("<?xml") ? text : "<?xml version='1.1'?>" + text;
        String xml = declared.replace("]", "&#x5d;"); // Java misreads an unescaped ] in XML 1.1.
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError("not XML: " + xml, e);
        }
    }

    private static String only(Element from, String path) {
        List<Element> found = all(from, path);
        if (found.size() > 1) {
            throw new AssertionError(found.size() + " elements at " + path);
        }
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    /** @param path names of nested elements, each after a slash; a star matches any beginning of a name */
    private static List<Element> all(Element from, String path) {
        List<Element> found = List.of(from);
        for (String step : path.substring(1).split("/")) {
            found = found.stream().flatMap(element -> children(element, step)).toList();
        }
        return found;
    }

    private static Stream<Element> children(Element element, String step) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child
                    && (step.startsWith("*")
                            ? child.getTagName().endsWith(step.substring(1))
                            : child.getTagName().equals(step))) {
                children.add(child);
            }
        }
        return children.stream();
    }
}
