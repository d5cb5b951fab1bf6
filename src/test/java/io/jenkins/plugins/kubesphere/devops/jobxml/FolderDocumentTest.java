package io.jenkins.plugins.kubesphere.devops.jobxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.Owner;
import org.junit.jupiter.api.Test;

class FolderDocumentTest {
    @Test
    void aFolderWithNothingButOurMark() {
        assertThat(FolderDocument.of(new Owner("DevOpsProject", "", "demo", "uid-1")))
                .isEqualTo("""
                        <?xml version='1.0' encoding='UTF-8'?>
                        <com.cloudbees.hudson.plugins.folder.Folder>
                          <properties>
                            <io.jenkins.plugins.kubesphere.devops.jenkins.engine.ManagedFolder>
                              <kind>DevOpsProject</kind>
                              <namespace/>
                              <name>demo</name>
                              <uid>uid-1</uid>
                            </io.jenkins.plugins.kubesphere.devops.jenkins.engine.ManagedFolder>
                          </properties>
                        </com.cloudbees.hudson.plugins.folder.Folder>
                        """);
    }
}
