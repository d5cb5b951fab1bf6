package io.jenkins.plugins.kubesphere.devops.jobxml.spec;

import java.io.StringReader;
import java.util.function.Supplier;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether Jenkins could load a document again. Java 24 and later let a document have 100,000 of the references that
 * Jenkins writes for {@code < > & " '}; a job beyond that would be saved today and be gone after the next restart.
 */
public final class ParserLimits {
    private final Supplier<XMLInputFactory> parsers;

    /** @param parsers gives a new factory each time, with the limits that shall count */
    public ParserLimits(Supplier<XMLInputFactory> parsers) {
        this.parsers = parsers;
    }

    /** The limits of this Java, or of the system properties that it was started with: those are Jenkins' own. */
    public static ParserLimits ofThisJava() {
        return new ParserLimits(XMLInputFactory::newDefaultFactory);
    }

    /**
     * Reads the document with the kind of parser that Jenkins loads it with.
     *
     * @param xml escaped as Jenkins escapes
     * @param field path of the part of the spec that it was made of
     * @param cure what to shorten
     * @throws io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException if that fails
     */
    public void check(String xml, SpecStrings text, String field, String cure) {
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
            throw text.refusal(
                    field,
                    "makes a job that Jenkins could not load again: "
                            + e.getMessage().replaceAll("\\s+", " ")
                            + "; shorten " + cure + ", or start Jenkins with -Djdk.xml.maxGeneralEntitySizeLimit=0"
                            + " -Djdk.xml.totalEntitySizeLimit=0");
        }
    }
}
