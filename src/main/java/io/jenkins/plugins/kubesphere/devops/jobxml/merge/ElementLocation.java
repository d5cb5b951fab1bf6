package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/**
 * Where in a job's document an element sits, and how it is told from its neighbours. The ways of a regular job start at its
 * root, those of a branch source at its {@code jenkins.branch.BranchSource}.
 */
public final class ElementLocation {
    public static final String PROPERTIES = "properties";
    public static final String PARAMETERS = "hudson.model.ParametersDefinitionProperty";
    public static final String TRIGGERS = "org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty";
    public static final String SOURCE = "source";
    public static final String TRAITS = "traits";

    /** Containers that stay when they are left empty. A Git source without traits is taken for one of before there were any. */
    private static final Set<String> STAY = Set.of(PROPERTIES, SOURCE, TRAITS);

    private final List<String> containers;
    private final String name;
    private final Predicate<Element> match;
    private final Set<String> declaredAs;

    private ElementLocation(List<String> containers, String name, Predicate<Element> match, Set<String> declaredAs) {
        this.containers = containers;
        this.name = name;
        this.match = match;
        this.declaredAs = declaredAs;
    }

    private static ElementLocation named(List<String> containers, String name, Set<String> declaredAs) {
        return new ElementLocation(
                containers, name, element -> element.getTagName().equals(name), declaredAs);
    }

    /** A field of the job itself. No Jenkinsfile declares one of those that we own. */
    public static ElementLocation field(String name) {
        return named(List.of(), name, Set.of());
    }

    /** @param type class of the job property */
    public static ElementLocation property(String type) {
        return named(List.of(PROPERTIES), type, Set.of(JenkinsfileDeclarations.property(type)));
    }

    /** @param type class of the trigger; a folder has at most one of each class */
    public static ElementLocation folderTrigger(String type) {
        return named(List.of("triggers"), type, Set.of());
    }

    /** The job to which the list of its branch sources belongs. */
    public static ElementLocation sourcesOwner() {
        return named(List.of("sources"), "owner", Set.of());
    }

    /** A branch source itself. */
    public static ElementLocation source() {
        return named(List.of(), SOURCE, Set.of());
    }

    /** A field of a branch source. */
    public static ElementLocation sourceField(String name) {
        return named(List.of(SOURCE), name, Set.of());
    }

    /** @param type class of the trait; a source has at most one of each class */
    public static ElementLocation trait(String type) {
        return trait(type, type);
    }

    /**
     * @param type class of the trait, for a new one
     * @param renamed what newer versions of its plugin make of it
     */
    public static ElementLocation trait(String type, String renamed) {
        return new ElementLocation(
                List.of(SOURCE, TRAITS),
                type,
                element -> element.getTagName().equals(type)
                        || element.getTagName().equals(renamed),
                Set.of());
    }

    /** @param type class of the rule that says which branches are built by themselves */
    public static ElementLocation buildStrategy(String type) {
        return named(List.of("buildStrategies"), type, Set.of());
    }

    /** @param type class of the trigger; Jenkins has at most one of each class */
    public static ElementLocation trigger(String type) {
        return named(
                List.of(PROPERTIES, TRIGGERS, "triggers"),
                type,
                Set.of(JenkinsfileDeclarations.property(TRIGGERS), JenkinsfileDeclarations.trigger(type)));
    }

    /**
     * @param parameter the parameter's name, by which it is found whatever its class
     * @param type class of the definition, for a new one
     */
    public static ElementLocation parameter(String parameter, String type) {
        return new ElementLocation(
                List.of(PROPERTIES, PARAMETERS, "parameterDefinitions"),
                type,
                element -> DomElements.text(element, "name").equals(parameter),
                Set.of(JenkinsfileDeclarations.property(PARAMETERS), JenkinsfileDeclarations.parameter(parameter)));
    }

    /** @param root where the way starts, as for all that follow */
    Optional<Element> find(Element root) {
        return container(root)
                .flatMap(found ->
                        DomElements.children(found).stream().filter(match).findFirst());
    }

    private Optional<Element> container(Element root) {
        Optional<Element> container = Optional.of(root);
        for (String step : containers) {
            container = container.flatMap(found -> DomElements.child(found, step));
        }
        return container;
    }

    /** Puts a new, empty element there, instead of the one that is there now. */
    public Element put(Element root) {
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
            container = DomElements.child(found, step).orElseGet(() -> DomElements.append(found, step));
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
                    && DomElements.children(container).isEmpty()) {
                Element empty = container;
                container = (Element) empty.getParentNode();
                container.removeChild(empty);
            }
            if (DomElements.children(container).isEmpty()) {
                container.setTextContent(""); // the white space that was between its elements
            }
        });
    }

    /** Whether a Jenkinsfile declares what sits there. */
    boolean isIn(JenkinsfileDeclarations declared) {
        return declaredAs.stream().anyMatch(declared::contains);
    }
}
