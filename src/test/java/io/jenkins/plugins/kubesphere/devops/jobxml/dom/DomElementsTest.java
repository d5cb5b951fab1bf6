package io.jenkins.plugins.kubesphere.devops.jobxml.dom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

class DomElementsTest {
    @ParameterizedTest
    @CsvSource({
        "<a><b>1</b></a>,<a>  <b>1</b>  </a>,true",
        "<a plugin='1'><b>1</b></a>,<a plugin='2'><b>1</b></a>,true",
        "<a><b>1</b></a>,<a><b>2</b></a>,false",
        "<a><b>1</b></a>,<a><c>1</c></a>,false",
        "<a><b>1</b></a>,<a><b>1</b><b>2</b></a>,false",
        "<a><b>1</b><b>2</b></a>,<a><b>2</b><b>1</b></a>,false",
        "<a/>,<a></a>,true"
    })
    void contentIsElementsAndTexts(String one, String other, boolean same) throws SAXException {
        assertThat(DomElements.haveSameContent(
                        JobXmlReader.parse(one).getDocumentElement(),
                        JobXmlReader.parse(other).getDocumentElement()))
                .isEqualTo(same);
    }
}
