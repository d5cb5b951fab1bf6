package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.io.StringReader;
import java.util.function.Supplier;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Checks whether Jenkins could load a document again. Jenkins writes the characters {@code < > & " '} as references,
 * and Java 24 and later allow at most 100,000 references in a document. Jenkins could save a job with more references,
 * but would not load it after the next restart.
 */
public final class ParserLimitValidator {
    private final Supplier<XMLInputFactory> parsers;

    /** @param parserFactories creates a new factory for each call, with the limits to check */
    public ParserLimitValidator(Supplier<XMLInputFactory> parserFactories) {
        this.parsers = parserFactories;
    }

    /**
     * Creates a validator with the limits of this JVM and of its system properties. Jenkins runs in this JVM, so the
     * same limits apply when it loads the job.
     */
    public static ParserLimitValidator ofThisJvm() {
        return new ParserLimitValidator(XMLInputFactory::newDefaultFactory);
    }

    /**
     * Reads the document with the same kind of parser as Jenkins.
     *
     * @param xml escaped as Jenkins escapes
     * @param field path of the part of the spec that was rendered
     * @param textName names the text that the user must shorten
     * @throws io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException if the parser fails
     */
    public void check(String xml, SpecRefusalFactory refusals, String field, String textName) {
        XMLInputFactory factory = parsers.get();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw refusals.create(
                    field,
                    "makes a job that Jenkins could not load again: "
                            + e.getMessage().replaceAll("\\s+", " ")
                            + "; shorten " + textName + ", or start Jenkins with -Djdk.xml.maxGeneralEntitySizeLimit=0"
                            + " -Djdk.xml.totalEntitySizeLimit=0");
        }
    }
}
