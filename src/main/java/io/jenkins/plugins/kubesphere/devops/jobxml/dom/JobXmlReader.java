package io.jenkins.plugins.kubesphere.devops.jobxml.dom;

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
 * Reads the text of a config.xml. No document type, no entity, nothing from outside the text. Whatever version its
 * declaration names, it is read as XML 1.1: Jenkins writes control characters as references, which 1.0 does not have, and
 * what it serializes in memory has no declaration at all.
 */
public final class JobXmlReader {
    private static final Pattern DECLARATION = Pattern.compile("\\A\\uFEFF?(\\s*<\\?xml\\b[^>]*\\?>)?");

    /** Plain characters of XML 1.0 that 1.1 knows as references only, or takes for a line end (1.1, sections 2.2, 2.11). */
    private static final Pattern ONLY_AS_REFERENCE = Pattern.compile("[\\x7F-\\x9F\\u2028]");

    /**
     * Java's scanner of XML 1.1 makes a line end too many, or one too few, where a bare bracket meets the end of its buffer:
     * every few kilobytes of a script with {@code [[ … ]]}. (17.0.15 and 25; XML 1.0 is not affected.)
     */
    private static final Pattern BRACKET = Pattern.compile("]", Pattern.LITERAL);

    private JobXmlReader() {}

    /** @throws SAXException if the text is no XML, or has a document type; the message says where */
    public static Document parse(String xml) throws SAXException {
        String body = DECLARATION.matcher(xml).replaceFirst("");
        String plain = ONLY_AS_REFERENCE.matcher(body).replaceAll(JobXmlReader::reference);
        // Within CDATA there are no references. Jenkins writes none.
        String text =
                plain.contains("<![CDATA[") ? plain : BRACKET.matcher(plain).replaceAll(JobXmlReader::reference);
        try {
            return builder().parse(new InputSource(new StringReader("<?xml version='1.1'?>" + text)));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    /**
     * Reads a job of one kind.
     *
     * @param root name of the element that such a job is
     * @param kind the same as users say it
     * @throws IllegalStateException if it is no XML, or a job of another kind
     */
    public static Document parse(JobName job, String xml, String root, String kind) {
        try {
            Document document = parse(xml);
            String there = document.getDocumentElement().getTagName();
            if (!there.equals(root)) {
                throw new IllegalStateException("job " + job + " is a <" + there + ">, not a " + kind
                        + "; delete it, or give the Pipeline another name");
            }
            return document;
        } catch (SAXException e) {
            throw new IllegalStateException(
                    "the config.xml of job " + job + " cannot be read: " + e.getMessage() + "; mend or delete the job",
                    e);
        }
    }

    private static String reference(MatchResult found) {
        return "&#x" + Integer.toHexString(found.group().charAt(0)) + ";";
    }

    private static DocumentBuilder builder() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            // Without a document type there are no entities to limit, yet Java 24 and later count each &lt; as one.
            factory.setAttribute("jdk.xml.maxGeneralEntitySizeLimit", "0");
            factory.setAttribute("jdk.xml.totalEntitySizeLimit", "0");
            factory.setIgnoringComments(true);
            factory.setCoalescing(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no safe XML parser", e);
        }
    }

    /** The default handler prints to the standard error stream. */
    private static final class Silent extends DefaultHandler {
        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
