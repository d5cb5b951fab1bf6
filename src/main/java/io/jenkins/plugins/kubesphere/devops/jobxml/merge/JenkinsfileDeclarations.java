package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;

/**
 * What the Jenkinsfile of the last run declared, as Jenkins noted it in the job's actions: one note by a declarative
 * Pipeline, one by the step {@code properties}. They write it into the job again on each run.
 */
final class JenkinsfileDeclarations {
    private static final String DECLARATIVE =
            "org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction";
    private static final String STEP = "org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction";

    private final Set<String> things = new HashSet<>();

    private JenkinsfileDeclarations() {}

    static JenkinsfileDeclarations in(Element root) {
        JenkinsfileDeclarations declared = new JenkinsfileDeclarations();
        Optional<Element> actions = DomElements.child(root, "actions");
        actions.flatMap(found -> DomElements.child(found, DECLARATIVE)).ifPresent(note -> {
            declared.read(note, "jobProperties", JenkinsfileDeclarations::property);
            declared.read(note, "triggers", JenkinsfileDeclarations::trigger);
            declared.read(note, "parameters", JenkinsfileDeclarations::parameter);
        });
        actions.flatMap(found -> DomElements.child(found, STEP))
                .ifPresent(note -> declared.read(note, "jobPropertyDescriptors", JenkinsfileDeclarations::property));
        return declared;
    }

    private void read(Element note, String field, UnaryOperator<String> thing) {
        DomElements.child(note, field)
                .ifPresent(list -> DomElements.strings(list).stream().map(thing).forEach(things::add));
    }

    boolean contains(String thing) {
        return things.contains(thing);
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
