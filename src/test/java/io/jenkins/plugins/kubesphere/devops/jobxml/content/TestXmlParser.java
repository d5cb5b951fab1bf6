package io.jenkins.plugins.kubesphere.devops.jobxml.content;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Parses XML for tests with the parser of Java. */
public final class TestXmlParser {
    private TestXmlParser() {}

    /** @throws AssertionError if the text is not XML; without an XML declaration, it is read as XML 1.1 */
    public static Document parse(String text) {
        String declared = text.startsWith("<?xml") ? text : "<?xml version='1.1'?>" + text;
        String xml = declared.replace("]", "&#x5d;"); // Java misreads an unescaped ] in XML 1.1.
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError("not XML: " + xml, e);
        }
    }
}
