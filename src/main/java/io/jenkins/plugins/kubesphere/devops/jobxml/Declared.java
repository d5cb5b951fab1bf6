package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;

/**
 * What the Jenkinsfile of the last run declared, as Jenkins noted it in the job's actions: one note by a declarative
 * Pipeline, one by the step {@code properties}. They write it into the job again on each run.
 */
final class Declared {
    private static final String DECLARATIVE =
            "org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction";
    private static final String STEP = "org.jenkinsci.plugins.workflow.multibranch.JobPropertyTrackerAction";

    private final Set<String> things = new HashSet<>();

    private Declared() {}

    static Declared in(Element root) {
        Declared declared = new Declared();
        Optional<Element> actions = Elements.child(root, "actions");
        actions.flatMap(found -> Elements.child(found, DECLARATIVE)).ifPresent(note -> {
            declared.read(note, "jobProperties", Declared::property);
            declared.read(note, "triggers", Declared::trigger);
            declared.read(note, "parameters", Declared::parameter);
        });
        actions.flatMap(found -> Elements.child(found, STEP))
                .ifPresent(note -> declared.read(note, "jobPropertyDescriptors", Declared::property));
        return declared;
    }

    private void read(Element note, String field, UnaryOperator<String> thing) {
        Elements.child(note, field)
                .ifPresent(list -> Elements.strings(list).stream().map(thing).forEach(things::add));
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
