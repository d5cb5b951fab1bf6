package io.jenkins.plugins.kubesphere.devops.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.jenkinsapi.result.ComparisonRecord;
import io.jenkins.plugins.kubesphere.devops.jenkinsapi.result.DeclarationHash;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Checks that the declarations are those that were compared with a real Jenkins. A build that compares them itself
 * skips this test.
 */
@DisabledIfSystemProperty(named = JenkinsApiIT.WAR, matches = ".+", disabledReason = "JenkinsApiIT compares anew")
class JenkinsApiVerifiedTest {
    @Test
    void declarationsAreThoseThatWereComparedWithARealJenkins() throws Exception {
        String committed = Files.readString(ComparisonRecord.FILE);
        assertThat(ComparisonRecord.problem(committed, DeclarationHash.hash(DeclarationHash.SOURCES)))
                .isEmpty();
    }
}
