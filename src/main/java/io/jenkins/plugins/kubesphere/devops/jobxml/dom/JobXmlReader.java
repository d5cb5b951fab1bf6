package io.jenkins.plugins.kubesphere.devops.jobxml.dom;

import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the text of a config.xml. Accepts no document type and no entity, and reads nothing outside the text. The text
 * is read as XML 1.1 whatever version its declaration names: Jenkins writes control characters as references, which XML
 * 1.0 does not allow, and the text that Jenkins serializes in memory has no declaration.
 */
public final class JobXmlReader {
    private static final Pattern DECLARATION = Pattern.compile("\\A\\uFEFF?(\\s*<\\?xml\\b[^>]*\\?>)?");

    /**
     * Characters that XML 1.0 may contain unescaped. XML 1.1 allows them only as references, or reads them as a line
     * end (XML 1.1, sections 2.2 and 2.11).
     */
    private static final Pattern ONLY_AS_REFERENCE = Pattern.compile("[\\x7F-\\x9F\\u2028]");

    /**
     * The XML 1.1 scanner of Java adds or loses a line end if a closing bracket is at the end of its buffer, so this
     * class replaces each closing bracket by a reference before it parses. In a script with {@code [[ … ]]} the error
     * happens every few kilobytes. (Seen in Java 17.0.15 and 25; XML 1.0 is not affected.)
     */
    private static final Pattern CLOSING_BRACKET = Pattern.compile("]", Pattern.LITERAL);

    private JobXmlReader() {}

    /** @throws SAXException if the text is not XML or has a document type; the message says where */
    public static Document parse(String xml) throws SAXException {
        String body = DECLARATION.matcher(xml).replaceFirst("");
        String plain = ONLY_AS_REFERENCE.matcher(body).replaceAll(JobXmlReader::toReference);
        // Inside CDATA a reference would stay as text, so a document with CDATA keeps its brackets. Jenkins
        // itself writes no CDATA.
        String text = plain.contains("<![CDATA[")
                ? plain
                : CLOSING_BRACKET.matcher(plain).replaceAll(JobXmlReader::toReference);
        try {
            return builder().parse(new InputSource(new StringReader("<?xml version='1.1'?>" + text)));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    /**
     * Reads a job of one kind.
     *
     * @param root name of the root element of this kind of job
     * @param kind the kind of job in words, for the error message
     * @throws IllegalStateException if the text is not XML, or is a job of another kind
     */
    public static Document parse(JobName job, String xml, String root, String kind) {
        try {
            Document document = parse(xml);
            String found = document.getDocumentElement().getTagName();
            if (!found.equals(root)) {
                throw new EngineFailureException("job " + job + " is a <" + found + ">, not a " + kind
                        + "; delete it, or give the Pipeline another name");
            }
            return document;
        } catch (SAXException e) {
            throw new EngineFailureException(
                    "the config.xml of job " + job + " cannot be read: " + e.getMessage() + "; fix or delete the job",
                    e);
        }
    }

    private static String toReference(MatchResult found) {
        return "&#x" + Integer.toHexString(found.group().charAt(0)) + ";";
    }

    private static DocumentBuilder builder() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            // A text without a document type declares no entities, but Java 24 and later count each &lt; as an entity.
            factory.setAttribute("jdk.xml.maxGeneralEntitySizeLimit", "0");
            factory.setAttribute("jdk.xml.totalEntitySizeLimit", "0");
            factory.setIgnoringComments(true);
            factory.setCoalescing(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new ThrowingErrorHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(
                    "this Java runtime has no XML parser that can refuse document types; run Jenkins with a standard JDK",
                    e);
        }
    }

    /** Throws errors without printing them. The default handler prints them to the standard error stream. */
    private static final class ThrowingErrorHandler extends DefaultHandler {
        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
