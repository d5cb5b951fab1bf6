package io.jenkins.plugins.kubesphere.devops.jobxml.dom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.jobxml.content.TestXmlParser;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

class JobXmlReaderTest {
    private static final String LIMIT = "jdk.xml.maxGeneralEntitySizeLimit";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\uFEFF",
                "<?xml version='1.0' encoding='UTF-8'?>",
                "<?xml version=\"1.0\"?>\n",
                "<?xml version='1.1' encoding='UTF-8'?>",
                "\n<?xml version='1.1' encoding='UTF-16' standalone='no'?>\n"
            })
    void theTextIsReadUnchangedWithAnyDeclaration(String declaration) throws SAXException {
        String read =
                text(declaration + "<a>1&#x1;&#xd;\u007F\u0085\u2028\n&#x85;\uD83D\uDE80<!-- no --><![CDATA[<]]></a>");
        assertThat(read).isEqualTo("1\u0001\r\u007F\u0085\u2028\n\u0085\uD83D\uDE80<");
    }

    /** The script grows by one character at a time, so that each bracket reaches the end of the parser's buffer. */
    @ParameterizedTest
    @ValueSource(strings = {"if [[ $a ]]; then\n", "a[b[0]]\n", "\n]]", "]]>\n", "a]\n]b"})
    void bracketsAreReadUnchangedAtAnyPosition(String line) throws SAXException {
        for (int length = 0; length < 100; length++) {
            String script = "x".repeat(length) + line.repeat(1000);
            assertThat(text("<?xml version='1.1'?><a>" + script.replace(">", "&gt;") + "</a>"))
                    .isEqualTo(script);
        }
    }

    /**
     * Jenkins copies the given document into the file with an identity transformation, and loads the file with StAX.
     */
    @ParameterizedTest
    @ValueSource(strings = {"if [[ $a ]]; then\n", "a[b[0]]\r\n", "\n]]", "]]>\n", "a]\n]b", "\u0085]]\n\u007F"})
    void jenkinsLoadsOurDocumentUnchanged(String line) throws Exception {
        for (int length = 0; length < 100; length++) {
            String script = "x".repeat(length) + line.repeat(1000);
            var document = JobXmlReader.parse("<a/>");
            document.getDocumentElement().setTextContent(script);
            StringWriter file = new StringWriter();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(
                            new StreamSource(new StringReader(JobXmlWriter.write(document))), new StreamResult(file));
            var reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(file.toString()));
            reader.nextTag();
            assertThat(reader.getElementText()).isEqualTo(script);
        }
    }

    @Test
    void aDocumentIsTheSameAfterWritingAndReading() throws SAXException {
        String all = "\u0001\t\n\r\u001F\u007F\u0085\u009F\u2028]]>&<>'\" \uD83D\uDE80";
        var document = JobXmlReader.parse("<a/>");
        document.getDocumentElement().setTextContent(all);
        document.getDocumentElement().setAttribute("b", all);
        var again = TestXmlParser.parse(JobXmlWriter.write(document)).getDocumentElement();
        assertThat(again.getTextContent()).isEqualTo(all);
        assertThat(again.getAttribute("b")).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
                "<a>&e;</a>",
                "<a>",
                "<a/><a/>",
                "",
                "<a>\u0000</a>",
                "<a>\uD800</a>"
            })
    void invalidXmlAndDoctypesAreRefused(String xml) {
        assertThatThrownBy(() -> JobXmlReader.parse(xml)).isInstanceOf(SAXException.class);
    }

    /** Otherwise a job that Jenkins could load might not be readable for us. */
    @Test
    void theXmlLimitsOfJavaAreNotApplied() throws SAXException {
        String before = System.getProperty(LIMIT);
        System.setProperty(LIMIT, "100000");
        try {
            assertThat(text("<a>" + "&lt;".repeat(100_001) + "</a>")).hasSize(100_001);
        } finally {
            if (before == null) {
                System.clearProperty(LIMIT);
            } else {
                System.setProperty(LIMIT, before);
            }
        }
    }

    private static String text(String xml) throws SAXException {
        return JobXmlReader.parse(xml).getDocumentElement().getTextContent();
    }
}
