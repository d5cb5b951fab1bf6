package io.jenkins.plugins.kubesphere.devops.hpi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads a pom.xml without its parent, and replaces the properties that it defines itself. */
public final class Pom {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private final XPath xpath = XPathFactory.newInstance().newXPath();
    private final Path file;
    private final Document document;

    private Pom(Path file, Document document) {
        this.file = file;
        this.document = document;
    }

    public static Pom read(Path file) throws Exception {
        return new Pom(
                file, DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
    }

    /** @return the text of the element at a path below the project, empty if it is not there */
    public Optional<String> text(String path) {
        return all(path).stream().findFirst();
    }

    /** @return the texts of all elements at a path below the project, in their order */
    public List<String> all(String path) {
        return elements(path).stream()
                .map(element -> resolveProperties(element.getTextContent().strip()))
                .toList();
    }

    /** @return the value of a property that must exist, with the properties in it replaced */
    public String property(String name) {
        return text("properties/" + name)
                .orElseThrow(() -> new AssertionError(file + " has no property " + name + "; define it there"));
    }

    public List<Dependency> dependencies() {
        return elements("dependencies/dependency").stream()
                .map(element -> new Dependency(
                        child(element, "groupId").orElseThrow(),
                        child(element, "artifactId").orElseThrow(),
                        child(element, "version"),
                        child(element, "scope").orElse("compile"),
                        child(element, "optional").map(Boolean::valueOf).orElse(false),
                        nodes("exclusions/exclusion", element).stream()
                                .map(exclusion -> exclusion.getTextContent().replaceAll("\\s+", " "))
                                .toList()))
                .toList();
    }

    private Optional<String> child(Element element, String name) {
        return nodes(name, element).stream()
                .map(child -> resolveProperties(child.getTextContent().strip()))
                .findFirst();
    }

    private List<Element> elements(String path) {
        return nodes("/project/" + path, document);
    }

    private List<Element> nodes(String path, Object from) {
        try {
            NodeList found = (NodeList) xpath.evaluate(path, from, XPathConstants.NODESET);
            return IntStream.range(0, found.getLength())
                    .mapToObj(found::item)
                    .map(Element.class::cast)
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path + " is not a valid XPath", e);
        }
    }

    private String resolveProperties(String text) {
        return PROPERTY.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        text("properties/" + match.group(1)).orElse(match.group())));
    }

    /**
     * @param version empty if the version is defined elsewhere
     * @param exclusions group and artifact of each, separated by a space
     */
    public record Dependency(
            String groupId,
            String artifactId,
            Optional<String> version,
            String scope,
            boolean optional,
            List<String> exclusions) {

        public String coordinates() {
            return groupId + ":" + artifactId;
        }
    }
}
