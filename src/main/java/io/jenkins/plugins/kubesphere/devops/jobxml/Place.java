package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/**
 * Where in a job's document an element sits, and how it is told from its neighbours. The ways of a regular job start at its
 * root, those of a branch source at its {@code jenkins.branch.BranchSource}.
 */
final class Place {
    static final String PROPERTIES = "properties";
    static final String PARAMETERS = "hudson.model.ParametersDefinitionProperty";
    static final String TRIGGERS = "org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty";
    static final String SOURCE = "source";
    static final String TRAITS = "traits";

    /** Containers that stay when they are left empty. A Git source without traits is taken for one of before there were any. */
    private static final Set<String> STAY = Set.of(PROPERTIES, SOURCE, TRAITS);

    private final List<String> containers;
    private final String name;
    private final Predicate<Element> match;
    private final Set<String> declaredAs;

    private Place(List<String> containers, String name, Predicate<Element> match, Set<String> declaredAs) {
        this.containers = containers;
        this.name = name;
        this.match = match;
        this.declaredAs = declaredAs;
    }

    private static Place named(List<String> containers, String name, Set<String> declaredAs) {
        return new Place(containers, name, element -> element.getTagName().equals(name), declaredAs);
    }

    /** A field of the job itself. No Jenkinsfile declares one of those that we own. */
    static Place field(String name) {
        return named(List.of(), name, Set.of());
    }

    /** @param type class of the job property */
    static Place property(String type) {
        return named(List.of(PROPERTIES), type, Set.of(Declared.property(type)));
    }

    /** @param type class of the trigger; a folder has at most one of each class */
    static Place folderTrigger(String type) {
        return named(List.of("triggers"), type, Set.of());
    }

    /** The job to which the list of its branch sources belongs. */
    static Place sourcesOwner() {
        return named(List.of("sources"), "owner", Set.of());
    }

    /** A branch source itself. */
    static Place source() {
        return named(List.of(), SOURCE, Set.of());
    }

    /** A field of a branch source. */
    static Place sourceField(String name) {
        return named(List.of(SOURCE), name, Set.of());
    }

    /** @param type class of the trait; a source has at most one of each class */
    static Place trait(String type) {
        return trait(type, type);
    }

    /**
     * @param type class of the trait, for a new one
     * @param renamed what newer versions of its plugin make of it
     */
    static Place trait(String type, String renamed) {
        return new Place(
                List.of(SOURCE, TRAITS),
                type,
                element -> element.getTagName().equals(type)
                        || element.getTagName().equals(renamed),
                Set.of());
    }

    /** @param type class of the rule that says which branches are built by themselves */
    static Place buildStrategy(String type) {
        return named(List.of("buildStrategies"), type, Set.of());
    }

    /** @param type class of the trigger; Jenkins has at most one of each class */
    static Place trigger(String type) {
        return named(
                List.of(PROPERTIES, TRIGGERS, "triggers"),
                type,
                Set.of(Declared.property(TRIGGERS), Declared.trigger(type)));
    }

    /**
     * @param parameter the parameter's name, by which it is found whatever its class
     * @param type class of the definition, for a new one
     */
    static Place parameter(String parameter, String type) {
        return new Place(
                List.of(PROPERTIES, PARAMETERS, "parameterDefinitions"),
                type,
                element -> Elements.text(element, "name").equals(parameter),
                Set.of(Declared.property(PARAMETERS), Declared.parameter(parameter)));
    }

    /** @param root where the way starts, as for all that follow */
    Optional<Element> find(Element root) {
        return container(root)
                .flatMap(
                        found -> Elements.children(found).stream().filter(match).findFirst());
    }

    private Optional<Element> container(Element root) {
        Optional<Element> container = Optional.of(root);
        for (String step : containers) {
            container = container.flatMap(found -> Elements.child(found, step));
        }
        return container;
    }

    /** Puts a new, empty element there, instead of the one that is there now. */
    Element put(Element root) {
        Element element = root.getOwnerDocument().createElement(name);
        Optional<Element> there = find(root);
        if (there.isPresent()) {
            there.get().getParentNode().replaceChild(element, there.get());
        } else {
            makeContainer(root).appendChild(element);
        }
        return element;
    }

    private Element makeContainer(Element root) {
        Element container = root;
        for (String step : containers) {
            Element found = container;
            container = Elements.child(found, step).orElseGet(() -> Elements.append(found, step));
        }
        return container;
    }

    /** Takes the element away, and the containers that it leaves empty. A property without content is not saved either. */
    void remove(Element root) {
        find(root).ifPresent(element -> {
            Element container = (Element) element.getParentNode();
            container.removeChild(element);
            while (container != root
                    && !STAY.contains(container.getTagName())
                    && Elements.children(container).isEmpty()) {
                Element empty = container;
                container = (Element) empty.getParentNode();
                container.removeChild(empty);
            }
            if (Elements.children(container).isEmpty()) {
                container.setTextContent(""); // the white space that was between its elements
            }
        });
    }

    /** Whether a Jenkinsfile declares what sits there. */
    boolean isIn(Declared declared) {
        return declaredAs.stream().anyMatch(declared::contains);
    }
}
