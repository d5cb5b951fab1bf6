package io.jenkins.plugins.kubesphere.devops.jobxml;

import io.jenkins.plugins.kubesphere.devops.jobxml.content.TestXmlParser;
import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import io.jenkins.plugins.kubesphere.devops.jobxml.spec.SecretEncryption;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Changes the document of a job as future versions of Jenkins might save it: another order of fields and properties,
 * versions of plugins in attributes, default values added or removed, secrets encrypted again, other classes of lists.
 */
final class ResaveSimulator {
    private static final Set<String> OMITTED_IF_EMPTY = Set.of(
            "description",
            "defaultValue",
            "regexpFilter",
            "regexpFilterText",
            "regexpFilterExpression",
            "genericVariables");

    private final Random random;
    private final SecretEncryption secrets;

    ResaveSimulator(long seed, SecretEncryption secrets) {
        this.random = new Random(seed);
        this.secrets = secrets;
    }

    String resave(String xml) {
        Document document = TestXmlParser.parse(xml);
        visit(document.getDocumentElement());
        return write(document);
    }

    private void visit(Element element) {
        List<Element> children = DomElements.children(element);
        children.forEach(this::visit);
        switch (element.getTagName()) {
            case "parameterDefinitions", "applied", "a", "genericRequestVariables", "genericHeaderVariables" -> {}
            case "choices" -> flatten(element);
            case "hudson.model.PasswordParameterDefinition" -> encryptAgain(element);
            default -> shuffle(element, children);
        }
        if (element.getTagName().matches("hudson\\.model\\.(String|Text)ParameterDefinition")) {
            appendDefault(element, "trim");
        }
        if (element.getTagName().endsWith(".GenericTrigger") && random.nextBoolean()) {
            appendDefault(element, "silentResponse");
            appendDefault(element, "allowSeveralTriggersPerBuild");
        }
        if (element.getTagName().contains(".") && random.nextBoolean()) {
            element.setAttribute("plugin", "some-plugin@" + random.nextInt(2000));
        }
        if (element.getTagName().equals("strategy") && random.nextBoolean()) {
            appendDefault(element, "removeLastBuild");
        }
    }

    private static void appendDefault(Element element, String field) {
        if (DomElements.child(element, field).isEmpty()) {
            DomElements.append(element, field, "false");
        }
    }

    private void shuffle(Element element, List<Element> children) {
        List<Element> order = new ArrayList<>(children);
        Collections.shuffle(order, random);
        order.forEach(element::appendChild);
        order.stream()
                .filter(child -> OMITTED_IF_EMPTY.contains(child.getTagName()))
                .filter(child -> child.getTextContent().isEmpty() && random.nextBoolean())
                .forEach(element::removeChild);
    }

    private void flatten(Element choices) {
        if (random.nextBoolean()) {
            List<String> options =
                    DomElements.stringValues(DomElements.child(choices, "a").orElse(choices));
            DomElements.children(choices).forEach(choices::removeChild);
            choices.removeAttribute("class");
            DomElements.appendStrings(choices, options);
        }
    }

    private void encryptAgain(Element password) {
        DomElements.child(password, "defaultValue")
                .ifPresent(value -> value.setTextContent(
                        secrets.encrypt(secrets.decrypt(value.getTextContent()).orElseThrow())));
    }

    /**
     * Writes with the writer of Java instead of ours, in the XML version that Jenkins uses, with or without an XML
     * declaration.
     */
    private String write(Document document) {
        document.setXmlVersion("1.1");
        StringWriter written = new StringWriter();
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, random.nextBoolean() ? "yes" : "no");
            transformer.transform(new DOMSource(document), new StreamResult(written));
        } catch (TransformerException e) {
            throw new AssertionError(e);
        }
        return written.toString();
    }
}
