package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

class SourceCredentialFinderTest {
    @Test
    void theCredentialOfTheFirstSourceIsFound() throws SAXException {
        assertThat(SourceCredentialFinder.find(
                        project(source("<remote>u</remote><credentialsId>a&amp;b</credentialsId>")
                                + source("<credentialsId>second</credentialsId>"))))
                .contains(new SourceCredentialFinder.SourceCredential("a.GitSource", "a&b"));
    }

    @Test
    void anotherSourcesCredentialIsNotTaken() throws SAXException {
        assertThat(SourceCredentialFinder.find(
                        project(source("<credentialsId/>") + source("<credentialsId>second</credentialsId>"))))
                .isEmpty();
        assertThat(SourceCredentialFinder.find(project(source("")))).isEmpty();
        assertThat(SourceCredentialFinder.find(project(""))).isEmpty();
    }

    @Test
    void invalidXmlIsRefused() {
        assertThatThrownBy(() -> SourceCredentialFinder.find("<project>")).isInstanceOf(SAXException.class);
    }

    private static String project(String sources) {
        return "<?xml version='1.1' encoding='UTF-8'?>\n<project><credentialsId>other</credentialsId><sources><data>"
                + sources + "</data></sources></project>";
    }

    private static String source(String content) {
        return "<jenkins.branch.BranchSource><source class=\"a.GitSource\">" + content
                + "</source></jenkins.branch.BranchSource>";
    }
}
