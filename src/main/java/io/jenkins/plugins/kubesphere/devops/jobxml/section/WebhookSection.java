package io.jenkins.plugins.kubesphere.devops.jobxml.section;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.TrackingFieldReader;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.ElementLocation;
import io.jenkins.plugins.kubesphere.devops.jobxml.merge.Section;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.GenericWebhookSettings;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.GenericWebhookSettings.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Renders {@code generic_webhook}: starts runs when a webhook is called, with the plugin Generic Webhook Trigger. The
 * fields and their defaults are those of {@code GenericTrigger} 2.4.1. Fields that only newer versions of the plugin
 * have are compared with the existing job, but never written.
 */
public record WebhookSection(Optional<GenericWebhookSettings> webhook) implements Section {
    private static final String TYPE = "org.jenkinsci.plugins.gwt.GenericTrigger";
    private static final String REQUEST_VARIABLES = "genericRequestVariables";
    private static final String REQUEST_VARIABLE = "org.jenkinsci.plugins.gwt.GenericRequestVariable";
    private static final String HEADER_VARIABLES = "genericHeaderVariables";
    private static final String HEADER_VARIABLE = "org.jenkinsci.plugins.gwt.GenericHeaderVariable";

    /** Element with the variables that are read from the body of a request. The spec has no field for them. */
    private static final String BODY_VARIABLES = "genericVariables";

    private static final String BODY_VARIABLE = "org.jenkinsci.plugins.gwt.GenericVariable";

    /** Settings that no spec can set. All are off by default. */
    private static final List<String> UNSUPPORTED_SETTINGS =
            List.of("silentResponse", "overrideQuietPeriod", "shouldNotFlattern", "allowSeveralTriggersPerBuild");

    @Override
    public String name() {
        return "generic_webhook";
    }

    @Override
    public boolean isWanted() {
        return webhook.isPresent();
    }

    @Override
    public ElementLocation location() {
        return ElementLocation.trigger(TYPE);
    }

    @Override
    public void write(Element element) {
        GenericWebhookSettings wanted = webhook.orElseThrow();
        DomElements.append(element, "spec");
        DomElements.append(element, BODY_VARIABLES);
        DomElements.append(element, "regexpFilterText", wanted.filterText());
        DomElements.append(element, "regexpFilterExpression", wanted.filterExpression());
        write(DomElements.append(element, REQUEST_VARIABLES), REQUEST_VARIABLE, wanted.requestVariables());
        write(DomElements.append(element, HEADER_VARIABLES), HEADER_VARIABLE, wanted.headerVariables());
        DomElements.append(element, "printPostContent", String.valueOf(wanted.printPostContent()));
        DomElements.append(element, "printContributedVariables", String.valueOf(wanted.printVariables()));
        DomElements.append(element, "causeString", wanted.cause());
        DomElements.append(element, "token", wanted.token());
    }

    private static void write(Element list, String type, List<Variable> variables) {
        for (Variable variable : variables) {
            Element element = DomElements.append(list, type);
            DomElements.append(element, "key", variable.key());
            DomElements.append(element, "regexpFilter", variable.filter());
        }
    }

    @Override
    public boolean matches(Element existing) {
        return read(existing).equals(webhook);
    }

    /** Empty if the trigger has a setting that no spec can express. */
    private static Optional<GenericWebhookSettings> read(Element trigger) {
        TrackingFieldReader fields = new TrackingFieldReader(trigger);
        Optional<List<Variable>> bodyVariables = variables(fields, BODY_VARIABLES, BODY_VARIABLE);
        Optional<List<Variable>> requestVariables = variables(fields, REQUEST_VARIABLES, REQUEST_VARIABLE);
        Optional<List<Variable>> headerVariables = variables(fields, HEADER_VARIABLES, HEADER_VARIABLE);
        boolean hasOnlyKnownSettings = bodyVariables.equals(Optional.of(List.of()))
                && requestVariables.isPresent()
                && headerVariables.isPresent()
                && fields.text("spec").isEmpty()
                && fields.text("tokenCredentialId").isEmpty()
                && UNSUPPORTED_SETTINGS.stream().allMatch(setting -> !isOn(fields, setting));
        if (!hasOnlyKnownSettings) {
            return Optional.empty();
        }
        GenericWebhookSettings webhook = new GenericWebhookSettings(
                fields.text("token"),
                fields.text("causeString"),
                isOn(fields, "printContributedVariables"),
                isOn(fields, "printPostContent"),
                fields.text("regexpFilterText"),
                fields.text("regexpFilterExpression"),
                requestVariables.get(),
                headerVariables.get());
        return fields.allRead() ? Optional.of(webhook) : Optional.empty();
    }

    private static boolean isOn(TrackingFieldReader fields, String name) {
        return !fields.text(name, "false").equals("false");
    }

    /**
     * Returns the variables of a list. Empty if an element has another class or an unknown field, or if the list is
     * only a reference to another one.
     */
    private static Optional<List<Variable>> variables(TrackingFieldReader fields, String name, String type) {
        List<Variable> variables = new ArrayList<>();
        Optional<Element> list = fields.object(name);
        for (Element element : list.map(DomElements::children).orElse(List.of())) {
            TrackingFieldReader variable = new TrackingFieldReader(element);
            variables.add(new Variable(variable.text("key"), variable.text("regexpFilter")));
            if (!element.getTagName().equals(type) || !variable.allRead()) {
                return Optional.empty();
            }
        }
        return list.filter(found -> found.hasAttribute("reference")).isPresent()
                ? Optional.empty()
                : Optional.of(variables);
    }
}
