package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.result.ComparisonRecord;
import io.jenkins.plugins.kubesphere.devops.jenkinsapi.result.Declarations;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Holds the declarations to what was compared. A build that compares them itself needs no older proof. */
@DisabledIfSystemProperty(named = JenkinsApiIT.WAR, matches = ".+", disabledReason = "JenkinsApiIT compares anew")
class JenkinsApiVerifiedTest {
    @Test
    void declarationsAreThoseThatWereComparedWithARealJenkins() throws Exception {
        String committed = Files.readString(ComparisonRecord.FILE);
        assertThat(ComparisonRecord.objection(committed, Declarations.hash(Declarations.SOURCES)))
                .isEmpty();
    }
}
