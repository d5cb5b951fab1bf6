package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.FolderRequest;
import io.jenkins.plugins.kubesphere.devops.engine.job.Owner;
import io.jenkins.plugins.kubesphere.devops.jobxml.content.TestXmlParser;
import org.junit.jupiter.api.Test;

class FolderRendererTest {
    private static final Owner OWNER = new Owner("DevOpsProject", "", "demo", "uid-1");

    @Test
    void aFolderHasOurMark() {
        assertThat(FolderRenderer.render(new FolderRequest("demo-x7k2p", OWNER)))
                .isEqualTo("""
                        <?xml version='1.0' encoding='UTF-8'?>
                        <com.cloudbees.hudson.plugins.folder.Folder>
                          <properties>
                            <io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedFolderProperty>
                              <kind>DevOpsProject</kind>
                              <namespace/>
                              <name>demo</name>
                              <uid>uid-1</uid>
                              <folder>demo-x7k2p</folder>
                              <displayName/>
                              <description/>
                            </io.jenkins.plugins.kubesphere.devops.jenkins.engine.item.ManagedFolderProperty>
                          </properties>
                        </com.cloudbees.hudson.plugins.folder.Folder>
                        """);
    }

    @Test
    void nameAndDescriptionAreInTheFolderAndInTheMark() {
        String document = FolderRenderer.render(new FolderRequest("demo", OWNER, "演示", "<b> & ]]>", false));

        assertThat(document.split("<properties>")[0])
                .contains("<displayName>演示</displayName>", "<description>&lt;b&gt; &amp; ]]&gt;</description>");
        assertThat(document.split("<properties>")[1])
                .contains("<displayName>演示</displayName>", "<description>&lt;b&gt; &amp; ]]&gt;</description>");
    }

    @Test
    void charactersThatXmlCannotHoldBecomeSpaces() {
        FolderRequest request = FolderTextSanitizer.sanitize(
                new FolderRequest("demo", OWNER, " a\u0000b\r\n\uD800c ", "one\r\ntwo\u2028three\u0085\uFFFF", false));

        assertThat(request.displayName()).isEqualTo("a b c");
        assertThat(request.description()).isEqualTo("one\ntwo\nthree");
        assertThat(TestXmlParser.parse(FolderRenderer.render(request))
                        .getDocumentElement()
                        .getTextContent())
                .contains("one\ntwo\nthree");
    }
}
