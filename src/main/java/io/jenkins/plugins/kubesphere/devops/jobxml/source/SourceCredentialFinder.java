package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.JobXmlReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Finds the credential that a multi-branch project uses for its repository. */
public final class SourceCredentialFinder {
    private SourceCredentialFinder() {}

    /**
     * A credential that a source names.
     *
     * @param sourceClass class of the source
     * @param id id of the credential
     */
    public record SourceCredential(String sourceClass, String id) {}

    /**
     * Returns the credential in the first source. A source has at most one credential, and a project of this plugin has
     * one source.
     *
     * @param xml the config.xml of the project
     * @return empty if the source names none
     * @throws SAXException if the text cannot be read
     */
    public static Optional<SourceCredential> find(String xml) throws SAXException {
        // A source is an element with a class; other elements of that name have none.
        return elements(JobXmlReader.parse(xml).getElementsByTagName("source")).stream()
                .filter(source -> source.hasAttribute("class"))
                .findFirst()
                .flatMap(source -> elements(source.getElementsByTagName("credentialsId")).stream()
                        .filter(id -> !DomElements.isEmpty(id))
                        .findFirst()
                        .map(id -> new SourceCredential(source.getAttribute("class"), id.getTextContent())));
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }
}
