package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;

/**
 * Reads what the Jenkinsfile of the last run declared. Jenkins records it in two actions of the job: one of a
 * declarative Pipeline, one of the step {@code properties}. Each run writes the declared settings into the job again.
 */
final class JenkinsfileDeclarations {
    private static final String DECLARATIVE =
            "org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction";
    private static final String STEP = "org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction";

    private final Set<String> declarations = new HashSet<>();

    private JenkinsfileDeclarations() {}

    static JenkinsfileDeclarations read(Element root) {
        JenkinsfileDeclarations declared = new JenkinsfileDeclarations();
        Optional<Element> actions = DomElements.child(root, "actions");
        actions.flatMap(found -> DomElements.child(found, DECLARATIVE)).ifPresent(action -> {
            declared.readList(action, "jobProperties", JenkinsfileDeclarations::property);
            declared.readList(action, "triggers", JenkinsfileDeclarations::trigger);
            declared.readList(action, "parameters", JenkinsfileDeclarations::parameter);
        });
        actions.flatMap(found -> DomElements.child(found, STEP))
                .ifPresent(action ->
                        declared.readList(action, "jobPropertyDescriptors", JenkinsfileDeclarations::property));
        return declared;
    }

    private void readList(Element action, String field, UnaryOperator<String> declaration) {
        DomElements.child(action, field)
                .ifPresent(list ->
                        DomElements.stringValues(list).stream().map(declaration).forEach(declarations::add));
    }

    boolean contains(String declaration) {
        return declarations.contains(declaration);
    }

    static String property(String type) {
        return "property " + type;
    }

    static String trigger(String type) {
        return "trigger " + type;
    }

    static String parameter(String name) {
        return "parameter " + name;
    }
}
