package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/**
 * Locates one element in the document of a job: the path of its containers, and a condition that only this element of
 * the last container meets. The path starts at the root element; for a field of a branch source, it starts at the
 * element {@code jenkins.branch.BranchSource}.
 */
public final class ElementLocation {
    public static final String PROPERTIES = "properties";
    public static final String PARAMETERS = "hudson.model.ParametersDefinitionProperty";
    public static final String TRIGGERS = "org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty";
    public static final String SOURCE = "source";
    public static final String TRAITS = "traits";

    /**
     * Containers that stay in the document when they are empty. If a Git source has no element {@code traits}, Jenkins
     * reads it in the old format from the time before traits.
     */
    private static final Set<String> KEPT_WHEN_EMPTY = Set.of(PROPERTIES, SOURCE, TRAITS);

    private final List<String> containers;
    private final String name;
    private final Predicate<Element> match;
    private final Set<String> declarations;

    private ElementLocation(List<String> containers, String name, Predicate<Element> match, Set<String> declarations) {
        this.containers = containers;
        this.name = name;
        this.match = match;
        this.declarations = declarations;
    }

    private static ElementLocation named(List<String> containers, String name, Set<String> declarations) {
        return new ElementLocation(
                containers, name, element -> element.getTagName().equals(name), declarations);
    }

    /**
     * Returns the location of a field of the job itself, such as {@code description}. Used only for fields that a
     * Jenkinsfile cannot declare.
     */
    public static ElementLocation field(String name) {
        return named(List.of(), name, Set.of());
    }

    /**
     * A job property.
     *
     * @param type class of the job property
     */
    public static ElementLocation property(String type) {
        return named(List.of(PROPERTIES), type, Set.of(JenkinsfileDeclarations.property(type)));
    }

    /**
     * A trigger of a folder.
     *
     * @param type class of the trigger; a folder has at most one of each class
     */
    public static ElementLocation folderTrigger(String type) {
        return named(List.of("triggers"), type, Set.of());
    }

    /**
     * The element {@code owner} in the list of branch sources. It is Jenkins' reference from the list to the job, and
     * has nothing to do with the owner in the ownership record.
     */
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

    /**
     * A trait of a branch source.
     *
     * @param type class of the trait; a source has at most one of each class
     */
    public static ElementLocation trait(String type) {
        return trait(type, type);
    }

    /**
     * A trait of a branch source, which may have another class name in newer versions of its plugin.
     *
     * @param type class of the trait, for a new element
     * @param newName the name of that class in newer versions of its plugin
     */
    public static ElementLocation trait(String type, String newName) {
        return new ElementLocation(
                List.of(SOURCE, TRAITS),
                type,
                element -> element.getTagName().equals(type)
                        || element.getTagName().equals(newName),
                Set.of());
    }

    /**
     * A build strategy of a multi-branch job, which says which branches Jenkins builds by itself.
     *
     * @param type class of the build strategy
     */
    public static ElementLocation buildStrategy(String type) {
        return named(List.of("buildStrategies"), type, Set.of());
    }

    /**
     * A trigger of a regular job.
     *
     * @param type class of the trigger; a job has at most one of each class
     */
    public static ElementLocation trigger(String type) {
        return named(
                List.of(PROPERTIES, TRIGGERS, "triggers"),
                type,
                Set.of(JenkinsfileDeclarations.property(TRIGGERS), JenkinsfileDeclarations.trigger(type)));
    }

    /**
     * A parameter of a regular job.
     *
     * @param parameter name of the parameter; it is found by its name, whatever its class
     * @param type class of the definition, for a new element
     */
    public static ElementLocation parameter(String parameter, String type) {
        return new ElementLocation(
                List.of(PROPERTIES, PARAMETERS, "parameterDefinitions"),
                type,
                element -> DomElements.childText(element, "name").equals(parameter),
                Set.of(JenkinsfileDeclarations.property(PARAMETERS), JenkinsfileDeclarations.parameter(parameter)));
    }

    /**
     * Finds the element.
     *
     * @param root the element at which the path starts, here and in the methods below
     */
    Optional<Element> find(Element root) {
        return container(root)
                .flatMap(found ->
                        DomElements.children(found).stream().filter(match).findFirst());
    }

    private Optional<Element> container(Element root) {
        Optional<Element> container = Optional.of(root);
        for (String containerName : containers) {
            container = container.flatMap(found -> DomElements.child(found, containerName));
        }
        return container;
    }

    /** Adds a new, empty element at this location, or replaces the existing one with it. */
    public Element put(Element root) {
        Element element = root.getOwnerDocument().createElement(name);
        Optional<Element> existing = find(root);
        if (existing.isPresent()) {
            existing.get().getParentNode().replaceChild(element, existing.get());
        } else {
            makeContainer(root).appendChild(element);
        }
        return element;
    }

    private Element makeContainer(Element root) {
        Element container = root;
        for (String containerName : containers) {
            Element found = container;
            container =
                    DomElements.child(found, containerName).orElseGet(() -> DomElements.append(found, containerName));
        }
        return container;
    }

    /**
     * Removes the element, and the containers that are empty after that, because Jenkins does not save an empty
     * property.
     */
    void remove(Element root) {
        find(root).ifPresent(element -> {
            Element container = (Element) element.getParentNode();
            container.removeChild(element);
            while (container != root
                    && !KEPT_WHEN_EMPTY.contains(container.getTagName())
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

    /** Whether the Jenkinsfile declares the element at this location. */
    boolean isDeclaredIn(JenkinsfileDeclarations declared) {
        return declarations.stream().anyMatch(declared::contains);
    }
}
