package io.jenkins.plugins.kubesphere.devops.jobxml;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether Jenkins could load a document again. Java 24 and later let a document have 100,000 of the references that
 * Jenkins writes for {@code < > & " '}; a job beyond that would be saved today and be gone after the next restart.
 */
final class ParserLimits {
    private ParserLimits() {}

    /**
     * Reads the document with the parser and the limits that Jenkins reads it with.
     *
     * @param xml escaped as Jenkins escapes
     * @throws io.jenkins.plugins.kubesphere.devops.engine.EngineRefusal if that fails
     */
    static void check(String xml, SpecText text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw text.refusal(
                    "spec.pipeline",
                    "makes a job that Jenkins could not load again: "
                            + e.getMessage().replaceAll("\\s+", " ")
                            + "; shorten the Jenkinsfile, or start Jenkins with -Djdk.xml.maxGeneralEntitySizeLimit=0"
                            + " -Djdk.xml.totalEntitySizeLimit=0");
        }
    }
}
