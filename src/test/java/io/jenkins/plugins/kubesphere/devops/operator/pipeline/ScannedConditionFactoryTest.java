package io.jenkins.plugins.kubesphere.devops.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan;
import io.jenkins.plugins.kubesphere.devops.engine.job.BranchScan.ScanResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScannedConditionFactoryTest {
    /** A public repository can be scanned although the credential of the source is missing. */
    @Test
    void theConditionOfASuccessfulScanHasItsNote() {
        BranchScan scan = new BranchScan(
                ScanResult.SUCCESS,
                Optional.of(Instant.EPOCH),
                "Jenkins has no credential \"a\"",
                2,
                List.of(new BranchScan.SkippedBranch("bare", "")),
                1);

        assertThat(ScannedConditionFactory.of(scan).message())
                .isEqualTo("2 branches; skipped: bare; Jenkins has no credential \"a\"");
    }
}
